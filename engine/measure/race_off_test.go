//go:build !race

package measure_test

// thin leaves out most points of the comparison with theory.
const thin = false
