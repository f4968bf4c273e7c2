/** Endpoints of the area `licences`. */
export const licencesEndpoints = {};
