//go:build !race

package presets_test

// thin is by how much the long single-threaded loops are thinned out; see the twin for the race detector.
const thin = 1
