package disk

import (
	"errors"
	"io"
	"sync"
	"time"
)

// spoolLimit is how many bytes may wait for a slow disk.
const spoolLimit = 16 << 20

// The errors of a spool whose disk cannot keep up.
var (
	ErrSlow  = errors.New("the disk is too slow")
	ErrStuck = errors.New("the disk does not answer")
)

// Spool writes to a file beside whoever gives it data, so that a slow or full disk holds nobody up: it keeps what is to
// be written in memory, up to a limit, and tells the first error once. It is safe for use by several goroutines.
type Spool struct {
	open  func() (io.WriteCloser, error)
	every time.Duration

	mu     sync.Mutex
	most   int    // bytes that may wait
	data   []byte // to be written at once
	limit  int    // of data
	tail   []byte // to be written with the next beat, if nothing takes its place
	err    error
	ending bool

	wake   chan struct{}
	failed chan struct{}
	over   chan struct{}
}

// NewSpool begins to write to a file, which is opened beside as well. If every is not 0, what was written is put on the
// disk itself with that beat.
func NewSpool(open func() (io.WriteCloser, error), every time.Duration) *Spool {
	return newSpool(open, every, spoolLimit)
}

func newSpool(open func() (io.WriteCloser, error), every time.Duration, most int) *Spool {
	s := &Spool{open: open, every: every, most: most, wake: make(chan struct{}, 1), failed: make(chan struct{}),
		over: make(chan struct{})}
	go s.work()
	return s
}

// Write gives data to be written as soon as can be. The error is one of before.
func (s *Spool) Write(data []byte) (int, error) {
	if err := s.Put(data, nil); err != nil {
		return 0, err
	}
	return len(data), nil
}

// Put gives data to be written as soon as can be, and a tail that is written with the next beat if no other has taken
// its place by then; nil lets the tail be as it is.
func (s *Spool) Put(data, tail []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return s.err
	}
	if tail != nil {
		s.tail = append(s.tail[:0], tail...)
	}
	if len(data) == 0 {
		return nil
	}
	if len(s.data) == 0 {
		s.limit = s.most + len(data) // one piece may be of any size
	}
	if len(s.data)+len(data) > s.limit {
		s.fail(ErrSlow)
		return s.err
	}
	s.data = append(s.data, data...)
	s.nudge()
	return nil
}

func (s *Spool) nudge() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// fail keeps the first error; the lock is held.
func (s *Spool) fail(err error) {
	if s.err == nil && err != nil {
		s.err, s.data, s.tail = err, nil, nil
		close(s.failed)
	}
}

// Failed is closed when something could not be written; Err says what.
func (s *Spool) Failed() <-chan struct{} { return s.failed }

// Err returns the first error.
func (s *Spool) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// Close writes what is left and closes the file. It waits no longer than it may; then the error is ErrStuck.
func (s *Spool) Close(wait time.Duration) error {
	s.mu.Lock()
	s.ending = true
	s.nudge()
	s.mu.Unlock()
	select {
	case <-s.over:
	case <-time.After(wait):
		s.mu.Lock()
		s.fail(ErrStuck)
		s.mu.Unlock()
	}
	return s.Err()
}

// take returns what is to be written now; a beat takes the tail as well.
func (s *Spool) take(into []byte, beat bool) (data []byte, ending bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	data, s.data = append(into[:0], s.data...), s.data[:0]
	if beat || s.ending {
		data, s.tail = append(data, s.tail...), s.tail[:0]
	}
	return data, s.ending || s.err != nil
}

func (s *Spool) work() {
	defer close(s.over)
	file, err := s.open()
	if err != nil {
		s.broken(err)
		return
	}
	var beats <-chan time.Time
	if s.every > 0 {
		ticker := time.NewTicker(s.every)
		defer ticker.Stop()
		beats = ticker.C
	}
	var data []byte
	for ending, fresh := false, false; !ending; {
		beat := false
		select {
		case <-s.wake:
		case <-beats:
			beat = true
		}
		if data, ending = s.take(data, beat); len(data) > 0 {
			_, err = file.Write(data)
			fresh = true
			s.broken(err)
		}
		if fresh && (beat || ending && s.every > 0) {
			fresh = false
			s.broken(toDisk(file))
		}
	}
	s.broken(file.Close())
}

func (s *Spool) broken(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fail(err)
}

// toDisk puts a file on the disk, if it is one.
func toDisk(w io.Writer) error {
	if f, ok := w.(interface{ Sync() error }); ok {
		return f.Sync()
	}
	return nil
}
