//go:build !windows

package main

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"time"
)

// The key that is pressed while the screen is busy, and words that show that it was heard: it turns motion off and on,
// which goes on beside a run, and says so.
const probeKey = "V"

var probeWords = [2]string{"one picture", "is seen on"}

const (
	probePause = 300 * time.Millisecond // between an answer and the next key, and a bit
	probeRest  = time.Second            // before the end, in which no key is pressed
)

// probe measures how long a key takes: from its writing to the first byte of the frame that shows it.
type probe struct {
	asked   int
	pressed time.Time // zero while no answer is awaited
	next    time.Time
	tail    []byte // of the frame that is being read
	began   time.Time
	frames  int // that began since the key was pressed
	took    []time.Duration
	counts  []int
}

// press presses the key when its time has come: at moments that have nothing to do with those of the frames.
func (p *probe) press(w io.Writer, now time.Time) {
	switch {
	case p.next.IsZero():
		p.next = now.Add(probePause)
	case p.pressed.IsZero() && now.After(p.next):
		p.pressed, p.frames = time.Now(), 0
		_, _ = io.WriteString(w, probeKey)
	}
}

// control is what is not text.
var control = regexp.MustCompile("\x1b\\[[0-9;:?]*[a-zA-Z]")

// take looks through what has come.
func (p *probe) take(got []byte, now time.Time) {
	p.tail = append(p.tail, got...)
	for {
		i := bytes.Index(p.tail, []byte(frameBegin))
		if i < 0 {
			break
		}
		p.look(p.tail[:i])
		p.tail = append(p.tail[:0], p.tail[i+len(frameBegin):]...)
		p.began = now
		p.frames++
	}
	p.look(p.tail)
}

// look looks for the answer in a frame, or the part of it that has come.
func (p *probe) look(frame []byte) {
	if p.pressed.IsZero() || p.frames == 0 {
		return
	}
	text := control.ReplaceAll(frame, nil)
	if !bytes.Contains(text, []byte(probeWords[p.asked%2])) {
		return
	}
	p.took = append(p.took, p.began.Sub(p.pressed))
	p.counts = append(p.counts, p.frames)
	p.asked, p.pressed = p.asked+1, time.Time{}
	p.next = time.Now().Add(probePause + time.Duration(p.asked*7%17)*time.Millisecond)
}

// answers is how long keys took.
type answers struct {
	asked  int
	median time.Duration
	worst  time.Duration
	frames int // the worst: 1 where the first frame that began after the key showed it
}

func (p *probe) answers() answers {
	if p.asked == 0 {
		return answers{}
	}
	took := slices.Sorted(slices.Values(p.took))
	return answers{p.asked, took[len(took)/2], took[len(took)-1], slices.Max(p.counts)}
}

// String is the last columns of a row.
func (a answers) String() string {
	if a.asked == 0 {
		return ""
	}
	return fmt.Sprintf("%11.1f ms %7.1f ms, %d", milliseconds(a.median), milliseconds(a.worst), a.frames)
}
