/** What machine the page is shown on. */

/** True on a Mac, where ⌘ is what Ctrl is elsewhere. */
export const isMac = /mac|iphone|ipad/i.test(navigator.platform);
