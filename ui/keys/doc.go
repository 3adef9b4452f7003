// Package keys is the key table of the screen: which key asks for what in which mode, with the words for it.
// A key is the name that a terminal gives it, such as "shift+tab", so the table serves every screen: the
// terminal's, a page's, a demo's.
//
// It feeds the matching of keys, the footer, the page behind ? and docs/keys.md, so none of them can say what another
// does not.
package keys
