//go:build !race

package effort

// Racing tells that the race detector watches; see its twin.
const Racing = false
