/**
 * Menus stay in the header they open from, so that they lie in a landmark, and have no children but their items: the placeholder that
 * Mantine would focus first is no item of a menu.
 */
export const menuDefaults = {
  keepMounted: false,
  withinPortal: false,
  withInitialFocusPlaceholder: false,
} as const;
