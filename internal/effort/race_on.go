//go:build race

package effort

// Racing tells that the race detector watches. It takes memory and time of its own, so who measures these has
// to know; how far a test goes does not depend on it.
const Racing = true
