/** Endpoints of the area `search`. */
export const searchEndpoints = {};
