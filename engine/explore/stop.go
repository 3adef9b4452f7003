package explore

import (
	"context"
	"sync/atomic"
)

// stop is set once a search is to be broken off. It is asked between any two passes, so it costs one load.
type stop struct{ set atomic.Bool }

func (s *stop) on() bool { return s.set.Load() }

// stopWith returns a stop that is set when ctx is done; release frees what that needs.
func stopWith(ctx context.Context) (s *stop, release func()) {
	s = &stop{}
	if ctx.Err() != nil {
		s.set.Store(true)
		return s, func() {}
	}
	end := context.AfterFunc(ctx, func() { s.set.Store(true) })
	return s, func() { end() }
}
