package predict

// draw is a source of numbers that follow from a seed (splitmix64), so that the same seed gives the same questions.
type draw uint64

// below returns a number from 0 to below n.
func (d *draw) below(n int) int {
	*d += 0x9e3779b97f4a7c15
	z := uint64(*d)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return int((z ^ z>>31) % uint64(n))
}

// mix puts some in another order.
func mix[T any](d *draw, all []T) {
	for i := len(all) - 1; i > 0; i-- {
		k := d.below(i + 1)
		all[i], all[k] = all[k], all[i]
	}
}
