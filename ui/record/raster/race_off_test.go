//go:build !race

package raster

// sparse is by how much the long single-threaded loops are thinned out; see the twin for the race detector.
const sparse = 1
