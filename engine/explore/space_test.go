package explore

import "testing"

// TestNumbersOfStates: each state has a number of its own, and a number names its state, whatever the sizes of shards.
func TestNumbersOfStates(t *testing.T) {
	t.Parallel()
	for _, least := range []int{0, 1, blockNodes - 1, blockNodes, 2*blockNodes + 3} {
		s := &search{}
		for i := range s.shards {
			s.shards[i].n = least + i*i%7
		}
		sp := &space{search: s}
		states := sp.count()
		seen := make([]bool, states)
		for i := range s.shards {
			for k := range s.shards[i].n {
				n := nodeOf(i, k)
				at := sp.number(n)
				if int(at) >= states || seen[at] || sp.nodeAt(at) != n {
					t.Fatalf("shards of %d and more: state %d of shard %d has number %d of %d, which is state %d",
						least, k, i, at, states, sp.nodeAt(at))
				}
				seen[at] = true
			}
		}
	}
}
