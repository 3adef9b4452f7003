package prompt

import (
	"strings"
	"unicode/utf8"

	"github.com/quartet-os/quartet/ui/edit"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// Prompt is the line being typed, and what surrounds it.
type Prompt struct {
	Line    edit.Line
	History *History
	names   func(line string) Names

	given string // what a key began the line with
	found []panel.Completion
	start int    // byte of the line where the completed word starts
	rest  string // of the line behind the cursor
	at    int    // completion in the line, -1 none
}

// New returns a prompt with the lines of a history; names tells what a line can be completed with at that moment.
func New(h *History, names func(line string) Names) *Prompt { return &Prompt{History: h, names: names} }

// Intent is what a key asks of whoever holds the prompt.
type Intent uint8

// The intents.
const (
	None    Intent = iota // nothing
	Obey                  // the line is to be carried out
	Close                 // the line is to be put away
	Edited                // the line is another one now
	Unknown               // nothing completes the line
)

// Open begins a line. One that was closed is the first that older brings, and does not stand in the way of the next.
func (p *Prompt) Open(start string) {
	p.given = start
	p.found, p.start, p.rest, p.at = nil, 0, "", 0
	p.History.at = len(p.History.lines)
	p.Set(start)
}

// Set replaces the whole line.
func (p *Prompt) Set(text string) {
	p.Line.SetValue(text)
	p.Line.CursorEnd()
	p.Complete()
}

// Paste types a text.
func (p *Prompt) Paste(text string) {
	p.Line.Insert(text)
	p.Complete()
}

// Complete looks for completions anew.
func (p *Prompt) Complete() {
	text := []rune(p.Line.Value())
	cursor := min(p.Line.Position(), len(text))
	p.found, p.start = p.names(string(text)).Complete(string(text[:cursor]))
	p.rest, p.at = string(text[cursor:]), -1
}

// Completing reports whether a completion was put into the line and may still be changed for the next.
func (p *Prompt) Completing() bool { return p.at >= 0 }

// Update takes a key, and what it asks for at the prompt.
func (p *Prompt) Update(a keys.Action, k keys.Press) Intent {
	switch a {
	case keys.Accept:
		return Obey
	case keys.Complete, keys.CompleteBack:
		if len(p.found) == 0 {
			return Unknown
		}
		if a == keys.Complete {
			p.take(1)
		} else {
			p.take(-1)
		}
	case keys.OlderLine:
		p.Set(p.History.older(p.Line.Value()))
	case keys.NewerLine:
		p.Set(p.History.newer(p.Line.Value()))
	case keys.CloseTop, keys.QuitAtOnce:
		p.Keep()
		return Close
	default:
		before, at := p.Line.Value(), p.Line.Position()
		p.Line.Update(k)
		if p.Line.Value() != before || p.Line.Position() != at {
			p.Complete()
			return Edited
		}
	}
	return None
}

// Keep keeps the line that is being typed among the older ones, unless nothing was added to what a key began it with.
func (p *Prompt) Keep() {
	if text := p.Line.Value(); text != p.given {
		p.History.keep(text)
	}
}

// inFiles are the commands that end in the name of a file.
var inFiles = map[string]bool{"save": true, "record": true, "write": true, "write!": true, "open": true}

// Tidy returns a typed line as a command: without the colon before it and without the stop, comma or colon behind it
// that a sentence had in which it stood. A line that ends in the name of a file stays, which may end so.
func Tidy(text string) string {
	text = strings.TrimSpace(text)
	line := strings.TrimSpace(strings.Trim(text, ":"))
	switch verb, _, _ := strings.Cut(line, " "); {
	case inFiles[verb], strings.HasSuffix(line, ".."): // the second is a range without its end
		return line
	case strings.Trim(line, ".,:; ") == "": // of a command nothing is left
		return text
	}
	return strings.TrimRight(line, ".,:; ")
}

// Done takes note that a line was carried out; "" if there was none.
func (p *Prompt) Done(text string) {
	if text != "" {
		p.History.add(text)
	}
}

// Click takes a completion of the list.
func (p *Prompt) Click(row int) {
	if row >= 0 && row < len(p.found) {
		p.at = row
		p.take(0)
	}
}

// take puts the next completion into the line. The only one is taken with a blank behind it.
func (p *Prompt) take(by int) {
	if len(p.found) == 0 {
		return
	}
	if p.at < 0 && by < 0 {
		p.at = 0
	}
	p.at = (p.at + by + len(p.found)) % len(p.found)
	head := p.Line.Value()[:p.start] + p.found[p.at].Text
	if len(p.found) == 1 && p.rest == "" {
		p.Set(head + " ")
		return
	}
	p.Line.SetValue(head + p.rest)
	p.Line.SetCursor(utf8.RuneCountInString(head))
}

// Fill puts the line into the footer of a frame.
func (p *Prompt) Fill(f *panel.Frame) {
	f.Prompt, f.PromptCursor = p.Line.Value(), p.Line.Position()
	f.Completions, f.Completion, f.Completing = p.found, p.at, ""
	if p.start > 0 && p.start <= len(p.Line.Value()) && strings.TrimSpace(p.Line.Value()[:p.start]) == "rule" {
		f.Completing = "rules, as they are now"
	}
}
