// Package line knows whether the line to a terminal takes what is written, so that a run can wait with its next frame
// until the one before has gone out.
//
// A frame that is made while another is being written is old when its turn comes, and what a key does meanwhile is not
// in it. A terminal program holds such a frame until the line is free, and hears nothing until then.
//
// What was written is still under way: systems hold some kilobytes between a program and its terminal. So behind a slow
// write there is a rest, in which the line goes on with what they hold, and nothing is lost but frames' waiting there.
package line

import (
	"context"
	"io"
	"sync"
	"time"
)

// Line is the way to a terminal. It may be used by several at a time.
type Line struct {
	mu     sync.Mutex
	writes int
	free   chan struct{} // closed when nothing is written any more; nil while nobody waits for that
	rested time.Time     // when the rest behind the last write is over
}

// A write that takes longer than slow has had to wait for the terminal. The rest behind it is half as long, and not
// longer than longest.
const (
	slow    = 20 * time.Millisecond
	longest = 250 * time.Millisecond
)

// file is an open file, as a terminal program has to know it.
type file interface {
	io.ReadWriteCloser
	Fd() uintptr
}

// watched is a file that is written by way of a line.
type watched struct {
	file
	line *Line
}

// Write writes to the file.
func (w watched) Write(data []byte) (int, error) { return w.line.write(w.file, data) }

// Watch returns a writer that writes to another and lets a line know. What is a file stays one.
func Watch(out io.Writer) (io.Writer, *Line) {
	l := &Line{}
	if f, ok := out.(file); ok {
		return watched{f, l}, l
	}
	return plain{out, l}, l
}

// plain is a writer that is no file.
type plain struct {
	io.Writer
	line *Line
}

// Write writes to the writer.
func (w plain) Write(data []byte) (int, error) { return w.line.write(w.Writer, data) }

// Beneath returns the writer that was watched: for a program that has the terminal for itself.
func Beneath(out io.Writer) io.Writer {
	switch w := out.(type) {
	case watched:
		return w.file
	case plain:
		return w.Writer
	}
	return out
}

func (l *Line) write(out io.Writer, data []byte) (int, error) {
	l.mu.Lock()
	l.writes++
	l.mu.Unlock()
	begun := time.Now()
	defer func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		if now := time.Now(); now.Sub(begun) > slow {
			l.rested = now.Add(min(now.Sub(begun)/2, longest))
		}
		if l.writes--; l.writes == 0 && l.free != nil {
			close(l.free)
			l.free = nil
		}
	}()
	return writeAnew(out, data)
}

// Wait returns when nothing is being written and the rest behind the last write is over, or when the context ends. It
// says whether it had to wait.
func (l *Line) Wait(ctx context.Context) (waited bool) {
	for {
		free, rest := l.busy()
		if free == nil && rest <= 0 {
			return waited
		}
		waited = true
		var over <-chan time.Time
		if free == nil {
			over = time.After(rest)
		}
		select {
		case <-free:
		case <-over:
		case <-ctx.Done():
			return waited
		}
	}
}

// busy returns what is closed when the writes that go on have ended; if none do, how long the rest behind the last one
// still is.
func (l *Line) busy() (free chan struct{}, rest time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.writes == 0 {
		return nil, time.Until(l.rested)
	}
	if l.free == nil {
		l.free = make(chan struct{})
	}
	return l.free, 0
}
