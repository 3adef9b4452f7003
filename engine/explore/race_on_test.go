//go:build race

package explore_test

// racing tells that the race detector watches: each access costs several times as much, so long loops are
// thinned out.
const racing = true
