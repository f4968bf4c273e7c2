/** Endpoints of the area `media`. */
export const mediaEndpoints = {};
