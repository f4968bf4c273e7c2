/** Endpoints of the area `people`. */
export const peopleEndpoints = {};
