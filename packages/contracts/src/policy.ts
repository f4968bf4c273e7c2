/** Endpoints of the area `policy`. */
export const policyEndpoints = {};
