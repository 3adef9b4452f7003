//go:build race

package measure_test

// thin leaves out most points of the comparison with theory: a fold of one goroutine has no races, and each op
// takes ten times as long under the detector. A run without it compares all of them.
const thin = true
