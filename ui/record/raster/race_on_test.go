//go:build race

package raster

// sparse is by how much the long single-threaded loops are thinned out: the race detector slows them tenfold and has
// nothing to find in them. Without it they run in full.
const sparse = 8
