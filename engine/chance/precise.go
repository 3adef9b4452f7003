package chance

import "math/big"

// fewStates are solved precisely where nothing else comes near enough.
const fewStates = 100

// digits is the bits of the numbers of precise. Nothing is subtracted there, so that to take out a state at most
// triples what an entry may be off by, as a share of it, and adds a rounding for each state: less than 2^170 of them
// for fewStates.
const digits = 512

// precise solves a right side, which is nowhere below 0, however long runs stay in the part: by elimination as in
// eliminate, with so many bits that its own roundings do not show in the result. O(states³).
func (y *system) precise(b []float64) []float64 {
	n := len(b)
	number := func(x float64) *big.Float { return new(big.Float).SetPrec(digits).SetFloat64(x) }
	w, total := make([][]*big.Float, n), make([]*big.Float, n)
	gone, right := make([]*big.Float, n), make([]*big.Float, n)
	for i := range n {
		w[i], gone[i], right[i] = make([]*big.Float, n), number(y.gone[i]), number(b[i])
		for j := range n {
			w[i][j] = number(0)
		}
		for e := y.from[i]; e < y.from[i+1]; e++ {
			to := w[i][y.to[e]]
			to.Add(to, number(y.weight[e]))
		}
	}
	share, part := number(0), number(0)
	more := func(to, of *big.Float) { to.Add(to, part.Mul(share, of)) }
	for k := n - 1; k >= 0; k-- {
		total[k] = number(0).Set(gone[k])
		for j := range k {
			total[k].Add(total[k], w[k][j])
		}
		for i := range k {
			if w[i][k].Sign() == 0 {
				continue
			}
			share.Quo(w[i][k], total[k])
			more(gone[i], gone[k])
			more(right[i], right[k])
			for j := range k {
				if j != i { // else it is back where it was
					more(w[i][j], w[k][j])
				}
			}
		}
	}
	out := make([]float64, n)
	for k := range n {
		for j := range k {
			right[k].Add(right[k], part.Mul(w[k][j], right[j]))
		}
		right[k].Quo(right[k], total[k])
		out[k], _ = right[k].Float64()
	}
	return out
}
