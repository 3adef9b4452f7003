package measure

import "math"

// Series names a measure over time.
type Series uint8

// The series. Those from Lengths on belong to a work queue.
const (
	ReadyOverTime    Series = iota // coroutines on READY
	QuietOverTime                  // share of time that nothing was ready
	WaitingOverTime                // coroutines on WAITING
	TimedOverTime                  // coroutines on TIMED-WAITING
	SwitchesOverTime               // context switches per tick
	Lengths                        // items in the queue
	Rates                          // items taken per tick
	Waits                          // ticks that the items taken had waited
	BusyOverTime                   // consumers at work
	BlockedOverTime                // coroutines asleep before a put
)

// Series returns a measure over equal stretches of time, oldest first, for a sparkline: at most 128 values, the
// last for the stretch that is not over yet. queue is an index in Program.Queues; it is looked at for the series
// of queues only. O(128).
func (m *Meter) Series(of Series, queue int) []float64 {
	above, below := readyArea, channel(ticks)
	switch of {
	case QuietOverTime:
		above = quietArea
	case WaitingOverTime:
		above = waitingArea
	case TimedOverTime:
		above = timedArea
	case SwitchesOverTime:
		above = switches
	case Lengths, Rates, Waits, BusyOverTime, BlockedOverTime:
		if queue < 0 || queue >= len(m.queues) {
			return nil
		}
		above = [...]channel{lengthArea, takes, itemTicks, busyArea, blockedArea}[of-Lengths].of(queue)
		if of == Waits {
			below = channel(takes).of(queue)
		}
	}
	out := make([]float64, 0, m.buckets.count())
	for i := range m.buckets.count() {
		row := m.buckets.at(i)
		switch {
		case row[ticks] == 0:
		case row[below] == 0:
			out = append(out, math.NaN()) // nothing of the kind was seen
		default:
			out = append(out, row[above]/row[below])
		}
	}
	return out
}

// Width returns the ticks that one value of a series stands for.
func (m *Meter) Width() int64 { return m.buckets.width }
