//go:build !windows

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"

	"github.com/creack/pty"
)

// reading is what one run cost.
type reading struct {
	first     time.Duration // from the start of the process to the first frame
	share     float64       // percent of one core, start and end of the process included
	frames    float64       // a second
	kilobytes float64       // a second
	keys      answers
}

// better keeps the best of each: what else the machine does makes all of them worse.
func (r *reading) better(o reading) {
	r.first = min(r.first, o.first)
	if o.share < r.share {
		r.share = o.share
	}
	if o.frames > r.frames {
		r.frames, r.kilobytes = o.frames, o.kilobytes
	}
	if r.keys.asked == 0 || o.keys.frames < r.keys.frames ||
		o.keys.frames == r.keys.frames && o.keys.median < r.keys.median {
		r.keys = o.keys
	}
}

// The terminal's answer that it knows synchronized output, so that each frame is marked.
const (
	askSync    = "\x1b[?2026$p"
	knowsSync  = "\x1b[?2026;2$y"
	frameBegin = "\x1b[?2026h"
	firstSign  = "READY"
)

// measure lets the program do a task for a while.
func measure(program, scene string, t task, size pty.Winsize, seconds float64) (reading, error) {
	cmd := exec.Command(program, scene)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "COLORTERM=truecolor", "NO_COLOR=")
	begin := time.Now()
	tty, err := pty.StartWithSize(cmd, &size)
	if err != nil {
		return reading{}, err
	}
	defer tty.Close()
	left := false
	end := begin.Add(time.Duration(seconds * float64(time.Second)))
	timer := time.AfterFunc(time.Until(end), func() { _, _ = tty.WriteString("q") })
	defer timer.Stop()
	hang := time.AfterFunc(time.Until(end)+5*time.Second, func() { _ = cmd.Process.Kill(); left = true })
	defer hang.Stop()
	w := watcher{tty: tty, task: t, begin: begin, end: end}
	w.read()
	_ = cmd.Wait()
	wall := time.Since(begin)
	r := w.reading
	switch {
	case left || r.first == 0:
		return r, fmt.Errorf("%s: the program showed no frame, or did not leave", t.name)
	case t.probe && w.probe.asked == 0:
		return r, errors.New("no key was answered")
	}
	used := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	r.share = 100 * used.Seconds() / wall.Seconds()
	busy := min(wall, end.Sub(begin)) - r.first
	r.frames, r.kilobytes = float64(w.frames)/busy.Seconds(), float64(w.total)/1024/busy.Seconds()
	r.keys = w.probe.answers()
	return r, nil
}

// watcher reads what the program writes.
type watcher struct {
	tty           *os.File
	task          task
	begin, end    time.Time
	reading       reading
	seen          []byte // until the first frame is there
	frames, total int    // after that, as long as the task lasts
	probe         probe
}

// read takes all that comes, as quickly as the line bears.
func (w *watcher) read() {
	size := 64 << 10
	if w.task.line > 0 {
		size = 1 << 10
	}
	buf := make([]byte, size)
	for {
		n, err := w.tty.Read(buf)
		if err != nil {
			return
		}
		now := time.Now()
		if w.reading.first > 0 && now.Before(w.end) {
			w.total += n
			w.frames += bytes.Count(buf[:n], []byte(frameBegin))
		}
		switch {
		case w.reading.first == 0:
			w.start(buf[:n])
		case w.task.probe:
			w.probe.take(buf[:n], now)
			if now.Before(w.end.Add(-probeRest)) {
				w.probe.press(w.tty, now)
			}
		}
		if w.task.line > 0 && w.reading.first > 0 && now.Before(w.end) {
			time.Sleep(time.Duration(n) * time.Second / time.Duration(w.task.line))
		}
	}
}

// start waits for the first frame, answers the terminal's question and types the keys.
func (w *watcher) start(got []byte) {
	w.seen = append(w.seen, got...)
	if i := bytes.Index(w.seen, []byte(askSync)); i >= 0 {
		_, _ = w.tty.WriteString(knowsSync)
		w.seen = append(w.seen[:i:i], w.seen[i+len(askSync):]...)
	}
	if bytes.Contains(w.seen, []byte(firstSign)) {
		w.reading.first = time.Since(w.begin)
		_, _ = w.tty.WriteString(w.task.keys)
	}
}
