package disk

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// device is a disk in memory that can be slow, full or stuck.
type device struct {
	mu     sync.Mutex
	text   strings.Builder
	syncs  int
	closed bool
	err    error
	gate   chan struct{} // each write takes one, if there is one
}

func (d *device) Write(p []byte) (int, error) {
	if d.gate != nil {
		<-d.gate
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.err != nil {
		return 0, d.err
	}
	return d.text.Write(p)
}

func (d *device) Sync() error { d.mu.Lock(); defer d.mu.Unlock(); d.syncs++; return nil }

func (d *device) Close() error { d.mu.Lock(); defer d.mu.Unlock(); d.closed = true; return nil }

func (d *device) open() (io.WriteCloser, error) { return d, nil }

func TestASpoolWritesInOrder(t *testing.T) {
	d := &device{}
	s := NewSpool(d.open, time.Hour)
	for i := range 1000 {
		if err := s.Put(fmt.Appendf(nil, "%d ", i), fmt.Appendf(nil, "tail %d", i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(time.Minute); err != nil || !d.closed || d.syncs != 1 {
		t.Errorf("%v, closed %v, synced %d times", err, d.closed, d.syncs)
	}
	if got := d.text.String(); !strings.HasPrefix(got, "0 1 2 ") || !strings.HasSuffix(got, " 999 tail 999") {
		t.Errorf("it wrote %.20q .. %q", got, got[len(got)-20:])
	}
}

// TestOnePieceMayBeOfAnySize: a long session goes into a journal as a whole.
func TestOnePieceMayBeOfAnySize(t *testing.T) {
	d := &device{}
	const limit = 1 << 20
	s := newSpool(d.open, time.Hour, limit)
	for _, n := range []int{3 * limit, 100, limit - 100} {
		if _, err := s.Write(make([]byte, n)); err != nil {
			t.Fatal(n, err)
		}
	}
	if err := s.Close(time.Minute); err != nil || d.text.Len() != 4*limit {
		t.Errorf("%v, %d bytes", err, d.text.Len())
	}
}

// TestATailComesWithTheBeat even if nothing follows.
func TestATailComesWithTheBeat(t *testing.T) {
	d := &device{}
	s := NewSpool(d.open, time.Millisecond)
	if err := s.Put(nil, []byte("tail")); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		d.mu.Lock()
		got, syncs := d.text.String(), d.syncs
		d.mu.Unlock()
		if got == "tail" && syncs == 1 {
			break
		}
	}
	if err := s.Close(time.Minute); err != nil || d.text.String() != "tail" {
		t.Errorf("%v, %q", err, d.text.String())
	}
}

// TestAFullDiskIsToldOnce and takes nobody's time.
func TestAFullDiskIsToldOnce(t *testing.T) {
	full := errors.New("no space left on device")
	for _, s := range []*Spool{
		NewSpool((&device{err: full}).open, time.Hour),
		NewSpool(func() (io.WriteCloser, error) { return nil, full }, time.Hour),
	} {
		_, _ = s.Write([]byte("x"))
		<-s.Failed()
		if _, err := s.Write([]byte("y")); err != full {
			t.Errorf("later: %v", err)
		}
		if err := s.Close(time.Minute); err != full {
			t.Errorf("at the end: %v", err)
		}
	}
}

// TestAStuckDiskHoldsNobodyUp: memory is bounded, and the end comes.
func TestAStuckDiskHoldsNobodyUp(t *testing.T) {
	d := &device{gate: make(chan struct{})}
	const limit = 1 << 20
	s := newSpool(d.open, time.Hour, limit)
	var err error
	// what is being written when it gets stuck, and as much behind it
	for i := 0; i <= 2*16+2 && err == nil; i++ {
		_, err = s.Write(make([]byte, limit/16))
	}
	if err != ErrSlow {
		t.Errorf("it takes any number of bytes: %v", err)
	}
	d = &device{gate: make(chan struct{})}
	s = NewSpool(d.open, time.Hour)
	_, _ = s.Write([]byte("x"))
	if err := s.Close(time.Millisecond); err != ErrStuck {
		t.Errorf("at the end: %v", err)
	}
}

// TestLinesOfSeveralAreAllKept appends from several sides at once, and goes over the limit.
func TestLinesOfSeveralAreAllKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "history")
	var wait sync.WaitGroup
	for who := range 4 {
		wait.Go(func() {
			for i := range 20 {
				if err := AppendLines(path, []string{fmt.Sprint(who, " ", i)}, 50); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	text, err := os.ReadFile(path)
	if got := strings.Count(string(text), "\n"); err != nil || got != 80 {
		t.Errorf("%d of 80 lines are kept, %v", got, err)
	}
	for i := range 40 {
		if err := AppendLines(path, []string{fmt.Sprint("last ", i)}, 50); err != nil {
			t.Fatal(err)
		}
	}
	text, _ = os.ReadFile(path)
	if got := strings.Count(string(text), "\n"); got < 50 || got > 100 ||
		!strings.HasSuffix(string(text), "\nlast 38\nlast 39\n") {
		t.Errorf("%d lines are kept:\n%s", got, text)
	}
}

// TestALineThatWasNotEnded stays one of its own: what is appended does not become its end.
func TestALineThatWasNotEnded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "puzzles")
	for before, want := range map[string]string{"": "two\n", "one": "one\ntwo\n", "one\n": "one\ntwo\n"} {
		if err := os.WriteFile(path, []byte(before), Private); err != nil {
			t.Fatal(err)
		}
		if err := AppendLines(path, []string{"two"}, 10); err != nil {
			t.Fatal(err)
		}
		holds(t, path, want)
	}
}
