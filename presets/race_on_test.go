//go:build race

package presets_test

// thin is by how much the long single-threaded loops are thinned out: the race detector slows them tenfold and has
// nothing to find in them. Without it they run in full.
const thin = 8
