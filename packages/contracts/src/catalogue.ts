/** Endpoints of the area `catalogue`. */
export const catalogueEndpoints = {};
