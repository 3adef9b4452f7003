package demo

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/quartet-os/quartet/engine/query"
)

// keys reads keys with the number of times each is pressed.
func (p *parser) keys(text string, w Word) []Press {
	var all []Press
	for part := range strings.FieldsSeq(text) {
		one := Press{Key: part, Times: 1}
		if at := strings.LastIndexByte(part, '*'); at > 0 {
			n, err := strconv.Atoi(part[at+1:])
			if err != nil || n < 1 || n > MaxActions {
				p.fail(fmt.Sprintf("%q is no number of times", part[at+1:]), "for example: "+w.Like)
				n = 1
			}
			one = Press{Key: part[:at], Times: n}
		}
		one.Key = keyName(one.Key)
		p.presses += one.Times
		all = append(all, one)
	}
	return all
}

// keyName returns the name of a key as the screen knows it.
func keyName(key string) string {
	switch lower := strings.ToLower(key); lower {
	case "pagedown", "pgdn":
		return "pgdown"
	case "pageup":
		return "pgup"
	case "escape":
		return "esc"
	case "return":
		return "enter"
	case "space", "enter", "esc", "tab", "up", "down", "left", "right", "home", "end",
		"pgup", "pgdown", "backspace", "delete":
		return lower
	}
	return key
}

// duration reads a time: 1.5s, 500ms, or a number of seconds.
func (p *parser) duration(text string, w Word) time.Duration {
	d, err := time.ParseDuration(text)
	if n, plain := strconv.ParseFloat(text, 64); plain == nil {
		d, err = time.Duration(n*float64(time.Second)), nil
	}
	d = d.Round(time.Millisecond)
	if err != nil || d <= 0 || d > MaxPause {
		p.fail(fmt.Sprintf("%q is no time", text), fmt.Sprintf("for example: %s; at most %v", w.Like, MaxPause))
		return time.Second
	}
	return d
}

// counted returns what a run waits for that has a number; UntilTime for any other word.
func counted(word string) Until {
	for _, u := range []Until{UntilPass, UntilTick, UntilStep} {
		if untilWords[u] == word {
			return u
		}
	}
	return UntilTime
}

// run reads how long a run goes.
func (p *parser) run(a *Action, rest string, w Word) {
	words := strings.Fields(rest)
	if words[0] != "until" {
		a.For = p.duration(rest, w)
		return
	}
	a.For = DefaultRun
	if n := len(words); n > 2 && words[n-2] == "within" {
		a.For = p.duration(words[n-1], w)
		words = words[:n-2]
	}
	what := words[1:]
	switch {
	case len(what) == 1 && what[0] == "end":
		a.Until = UntilEnd
		return
	case len(what) == 1 && what[0] == "last":
		a.Until = UntilLast
		return
	case len(what) == 2 && counted(what[0]) != UntilTime && p.script.Version < Version2: // between two frames
		a.Until = counted(what[0])
		n, err := strconv.ParseInt(what[1], 10, 64)
		if err == nil && n >= 0 {
			a.N = n
			return
		}
	case len(what) > 0 && p.condition(what):
		a.Until, a.Text = UntilTrue, strings.Join(what, " ")
		return
	}
	p.fail(fmt.Sprintf("a run cannot wait for %q", strings.Join(what, " ")),
		"until end, until last, until stuck, until pass N, until tick N, until step N, until line N, "+
			"until signal NAME, until wakes NAME, until ends NAME, until decision, until unheard and the like, or "+
			"until what is to be true; for example: "+w.Like)
}

// condition reports whether words may be what a run waits for. Names are those of the scene, which is not known here;
// but a lone word is one of the words that need nothing more, or, from the second version on, a variable.
func (p *parser) condition(words []string) bool {
	c, is, err := query.Number(strings.Join(words, " "))
	if is {
		return err == nil
	}
	return len(words) > 1 || strings.ContainsAny(words[0], "()=<>!") || p.script.Version >= Version2 && c.Text != ""
}

// rightSign stands before the answer to a question that is right.
const rightSign = "*"

// question reads a question with its answers.
func (p *parser) question(a *Action, text string, w Word) {
	parts := strings.Split(text, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
		if right, is := strings.CutPrefix(parts[i], rightSign); is && i > 0 {
			if a.N > 0 {
				p.fail("two answers have a star", "one of them is right, or none is said to be: "+w.Like)
			}
			parts[i], a.N = strings.TrimSpace(right), int64(i)
		}
	}
	p.right = a.N
	a.Text, a.Answers = parts[0], parts[1:]
	if len(a.Answers) > 9 || slices.Contains(a.Answers, "") {
		p.fail("these are no answers to count", "one to nine, parted by |: "+w.Like)
	}
	if len(a.Answers) == 0 {
		a.Answers = nil
	}
}
