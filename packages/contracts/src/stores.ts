/** Endpoints of the area `stores`. */
export const storesEndpoints = {};
