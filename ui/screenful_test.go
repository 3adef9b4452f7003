//go:build !windows

package ui

import (
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"

	"github.com/creack/pty"

	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// over reports whether the program has ended.
func (x *terminal) over() bool {
	select {
	case <-x.done:
		return true
	default:
		return false
	}
}

// settle waits until the program writes nothing any more, and reports whether it came to that.
func (x *terminal) settle() bool {
	written := func() int {
		x.mu.Lock()
		defer x.mu.Unlock()
		return x.raw.Len()
	}
	last, since := written(), time.Now()
	for end := time.Now().Add(400 * time.Millisecond); time.Now().Before(end); time.Sleep(4 * time.Millisecond) {
		if x.over() {
			return true
		}
		if n := written(); n != last {
			last, since = n, time.Now()
		} else if time.Since(since) > 36*time.Millisecond {
			return true
		}
	}
	return false
}

// lane finds the lane of who runs, in a frame or without one: it is there in each layout, and no page has it.
var lane = regexp.MustCompile(`(?m)(^|─) RUNNING( |$)`)

// closes closes whatever is open, and waits until that is done. A screen with nothing open may be one from before, and
// one esc may be enough for it: so behind them all a word is typed that no screen had yet, and taken back.
func (x *terminal) closes() {
	x.t.Helper()
	x.words++
	word := fmt.Sprintf("word%d.", x.words)
	x.keys(strings.Repeat(typed("esc"), 5) + typed(":") + word)
	x.shows(word)
	x.keys(typed("esc"))
	x.until("the machine alone", alone)
	x.settle()
}

// alone reports whether a screen shows the machine and nothing over it. The page of a scene may show nothing of its own
// but its text: the footer can be a notice's, and who is in it further down.
func alone(screen string) bool {
	for mode, way := range ways() {
		if keys.Mode(mode) != keys.Browsing && strings.Contains(screen, way.shows) {
			return false
		}
	}
	return strings.Contains(screen, "? keys") && lane.MatchString(screen)
}

// resize gives the window another size.
func (x *terminal) resize(w, h int) {
	x.t.Helper()
	x.mu.Lock()
	x.emu.Resize(w, h)
	x.mu.Unlock()
	if err := pty.Setsize(x.tty, &pty.Winsize{Cols: uint16(w), Rows: uint16(h)}); err != nil {
		x.t.Fatal(err)
	}
}

// anew gives the window another size and takes it back, so that all is drawn again; that must change nothing.
func (x *terminal) anew(w, h int) {
	x.t.Helper()
	before := x.text()
	x.resize(w-1, h)
	x.until("a smaller screen", func(s string) bool { return s != before })
	x.settle()
	x.resize(w, h)
	x.until("drawn anew what it showed before:\n"+before+"\nbut", func(s string) bool {
		return recorded.ReplaceAllString(s, "") == recorded.ReplaceAllString(before, "")
	})
}

// recorded is how long the screen has been recorded: the clock goes on while it is drawn anew.
var recorded = regexp.MustCompile(`REC [0-9:]+`)

// whole waits for a screen that is whole.
func (x *terminal) whole(after string, w, h int) {
	x.t.Helper()
	x.until("a whole screen after "+after, func(s string) bool { return torn(s, w, h) == nil })
}

// stray finds what is left of a sequence for the terminal that was not understood, or torn in two.
var stray = regexp.MustCompile(`\[[0-9;?]*[0-9][hlmHJKABCDu]`)

// torn says what is wrong with a screen of w by h cells: a row that is missing or longer, the header or the footer
// gone, a sign that no terminal shows, or a sequence that was not understood.
func torn(text string, w, h int) error {
	rows := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	small := w < panel.MinWidth || h < panel.MinHeight
	switch {
	case len(rows) != h:
		return fmt.Errorf("%d rows of %d", len(rows), h)
	case !small && strings.TrimSpace(rows[0]) == "":
		return fmt.Errorf("no header")
	case !small && strings.TrimSpace(rows[h-1]) == "":
		return fmt.Errorf("no footer")
	case stray.MatchString(text):
		return fmt.Errorf("%q is on the screen", stray.FindString(text))
	}
	for y, row := range rows {
		if n := columns(strings.TrimRight(row, " ")); n > w {
			return fmt.Errorf("row %d has %d columns", y, n)
		}
		if i := strings.IndexFunc(row, unshowable); i >= 0 {
			return fmt.Errorf("row %d has %q", y, row[i:])
		}
		if first, last := []rune(row + " ")[0], lastRune(row); strings.ContainsRune("│╭╰", first) &&
			!strings.ContainsRune("│╮╯", last) {
			return fmt.Errorf("row %d begins with a frame and ends without: %q", y, row)
		}
	}
	return nil
}

// unshowable reports whether no terminal shows a sign.
func unshowable(r rune) bool { return unicode.IsControl(r) || r == unicode.ReplacementChar }

func lastRune(row string) rune {
	all := []rune(strings.TrimRight(row, " "))
	if len(all) == 0 {
		return ' '
	}
	return all[len(all)-1]
}
