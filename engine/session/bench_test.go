package session

import (
	"fmt"
	"strings"
	"testing"
)

// crowd returns a session of 100,000 steps of a bounded buffer with as many coroutines.
func crowd(b *testing.B, coroutines int) *Session {
	b.Helper()
	source := strings.Replace(buffer, "slots = 9", fmt.Sprintf("slots = %d", coroutines), 1)
	source = strings.Replace(source, "spawn(producer, 2)", fmt.Sprintf("spawn(producer, %d)", coroutines/2), 1)
	source = strings.Replace(source, "spawn(consumer, 2)", fmt.Sprintf("spawn(consumer, %d)", coroutines/2), 1)
	s := begin(b, source)
	play(b, s, 100_000)
	return s
}

// jumps are steps all over a session, the same in every run.
func jumps() []int64 {
	var all []int64
	x := uint64(1)
	for range 400 {
		x = x*6364136223846793005 + 1442695040888963407
		all = append(all, int64(x>>33)%100_000)
	}
	return all
}

// BenchmarkSeek measures a jump in a session of 100,000 steps. The design asks for at most 5 ms, and for keyframes of
// at most 4 MB (10 coroutines) and 16 MB (1,000).
func BenchmarkSeek(b *testing.B) {
	for _, n := range []int{10, 1000} {
		b.Run(fmt.Sprintf("coroutines=%d", n), func(b *testing.B) {
			s := crowd(b, n)
			to := jumps()
			b.ResetTimer()
			for i := range b.N {
				s.GoTo(to[i%len(to)])
			}
			b.ReportMetric(float64(s.KeyframeBytes()), "keyframe-bytes")
			b.ReportMetric(float64(s.KeyframeInterval()), "steps/keyframe")
		})
	}
}

// BenchmarkSeekAndShow is a jump with what a screen needs then: the story and the timeline before it.
func BenchmarkSeekAndShow(b *testing.B) {
	for _, n := range []int{10, 1000} {
		b.Run(fmt.Sprintf("coroutines=%d", n), func(b *testing.B) {
			s := crowd(b, n)
			to := jumps()
			b.ResetTimer()
			for i := range b.N {
				s.GoTo(to[i%len(to)])
				s.Story(40)
				showTimeline(s)
			}
		})
	}
}

// showTimeline asks for what a screen shows of the timeline.
func showTimeline(s *Session) {
	first := max(s.ColumnAt(APass)-75, 0)
	s.Timeline(Span{Scale: APass, First: first, Columns: 100}, 0)
	s.Overview(100)
}

// BenchmarkTimeline is a jump with the timeline around it alone, past and future, at the finest and the coarsest scale.
func BenchmarkTimeline(b *testing.B) {
	for _, n := range []int{10, 1000} {
		for _, scale := range []Scale{AStep, APass, Coarsest} {
			b.Run(fmt.Sprintf("coroutines=%d/scale=%d", n, scale), func(b *testing.B) {
				s := crowd(b, n)
				to := jumps()
				b.ResetTimer()
				for i := range b.N {
					s.GoTo(to[i%len(to)])
					first := max(s.ColumnAt(scale)-75, 0)
					s.Timeline(Span{Scale: scale, First: first, Columns: 100}, 0)
				}
			})
		}
	}
}

// BenchmarkForward is one step of a session beyond its end, with its keyframes.
func BenchmarkForward(b *testing.B) {
	s := begin(b, buffer)
	for range b.N {
		if s.Forward() == nil {
			b.StopTimer()
			s = begin(b, buffer)
			b.StartTimer()
		}
	}
}

// BenchmarkBack is one step back.
func BenchmarkBack(b *testing.B) {
	s := crowd(b, 10)
	b.ResetTimer()
	for range b.N {
		if !s.Back() {
			s.GoTo(100_000)
		}
	}
}

// BenchmarkFrame is what a screen asks for at each step while a run plays.
func BenchmarkFrame(b *testing.B) {
	s := begin(b, buffer)
	for range b.N {
		s.Forward()
		s.Story(40)
		showTimeline(s)
	}
}

// sleepers has 10,000 coroutines that all sleep and wake, so that each step looks at other memory.
const sleepers = `package sleepers

const slots = 10000

var n int

func sleeper() {
	for {
		n++
		sleep(1, 20000)
	}
}

func main() { spawn(sleeper, 10000) }
`

// BenchmarkEnd is a jump to the end of a long session of many coroutines from its beginning, one to its
// middle, and a step back from its end, each with what a screen needs then.
func BenchmarkEnd(b *testing.B) {
	const steps = 18_000_000
	s := begin(b, sleepers)
	for s.pos < steps {
		if s.Forward() == nil {
			b.Fatal("the run ends at step ", s.pos)
		}
	}
	for _, to := range []struct {
		name     string
		from, to int64
	}{{"end", 0, steps}, {"middle", 0, steps/2 + 777}, {"back", steps, steps - 1},
		{"backagain", steps - 1, steps - 2}} {
		b.Run("to="+to.name, func(b *testing.B) {
			for range b.N {
				b.StopTimer()
				s.GoTo(to.from)
				s.Story(60)
				showTimeline(s)
				b.StartTimer()
				s.GoTo(to.to)
				s.Story(60)
				showTimeline(s)
			}
			b.ReportMetric(float64(s.KeyframeBytes()), "keyframe-bytes")
			b.ReportMetric(float64(s.KeyframeInterval()), "steps/keyframe")
		})
	}
}
