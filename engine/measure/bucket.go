package measure

// mostBuckets is how many buckets a meter keeps; when they are used up, neighbours are merged and buckets are twice as
// wide.
const mostBuckets = 128

// buckets are sums by stretches of time, all channels of a bucket side by side. They are floating numbers,
// exact up to 2^53, since many coroutines times a long time are more than an integer holds.
type buckets struct {
	channels int
	width    int64 // ticks a bucket
	fixed    bool  // buckets are never merged
	origin   int64 // the tick at which bucket 0 begins
	sums     []float64
	row      []float64 // the last bucket
}

func newBuckets(channels int, width, origin int64) buckets {
	b := buckets{channels: channels, width: max(width, 1), fixed: width > 0, origin: origin}
	b.begin()
	return b
}

// count returns the number of buckets, the one that is being filled included.
func (b *buckets) count() int { return len(b.sums) / b.channels }

// end returns the tick at which the last bucket ends.
func (b *buckets) end() int64 { return b.origin + int64(b.count())*b.width }

// begin opens the next bucket; it merges first when there are enough. Amortized O(channels).
func (b *buckets) begin() {
	if b.count() >= mostBuckets && !b.fixed || b.count() >= mostFixed {
		b.merge()
	}
	n := len(b.sums)
	b.sums = append(b.sums, make([]float64, b.channels)...)
	b.row = b.sums[n:]
}

// mostFixed bounds the buckets of a fixed width; beyond it they are merged all the same.
const mostFixed = 1 << 14

// merge adds up neighbours. It is called with a full last bucket and an even count.
func (b *buckets) merge() {
	half := b.count() / 2
	for i := range half {
		into := b.sums[i*b.channels : (i+1)*b.channels]
		first, second := b.at(2*i), b.at(2*i+1)
		for c := range into {
			into[c] = first[c] + second[c]
		}
	}
	b.sums = b.sums[:half*b.channels]
	b.width *= 2
}

// at returns bucket i.
func (b *buckets) at(i int) []float64 { return b.sums[i*b.channels : (i+1)*b.channels] }

// copyFrom makes b an independent copy of another.
func (b *buckets) copyFrom(from *buckets) {
	sums := append(b.sums[:0], from.sums...)
	*b = *from
	b.sums = sums
	b.row = sums[len(sums)-b.channels:]
}
