package dialog

import (
	"errors"
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// Page is what is read over the screen: all keys, an error, an answer, the rows of a sweep, the changes that cure a
// scene.
type Page struct {
	Help    *panel.Help
	Message *panel.Message
	Sweep   *panel.Sweep
	Cures   *panel.Cures
	File    bool // it tells what is wrong with the scene's file: the next good one closes it
	Scene   bool // it is about the session that is shown, and goes with it
	// Further is what keys that ask further do; those that are not in it do nothing.
	Further map[keys.Action]func()
	// Footer are those keys in few words, the most needed first, as the footer offers them.
	Footer []panel.KeyHint
}

// Told adds a key that the page tells of, before the others in the footer, and what it does.
func (p *Page) Told(a keys.Action, hint panel.KeyHint, do func()) {
	if p.Further == nil {
		p.Further = map[keys.Action]func(){}
	}
	p.Further[a] = do
	p.Footer = append([]panel.KeyHint{hint}, p.Footer...)
}

// Takes reports whether the page has a use for what a key asks for.
func (p *Page) Takes(a keys.Action) bool {
	switch a {
	case keys.None:
		return false
	case keys.AskAll, keys.AskAnyWake, keys.AskOtherGrain, keys.OpenWorlds, keys.KeepCopy:
		return p.Further[a] != nil
	}
	return true
}

// Still reports whether a key would scroll a text of which all is in sight: it does nothing.
func (p *Page) Still(a keys.Action) bool {
	switch a {
	case keys.CursorUp, keys.CursorDown, keys.CursorPageUp, keys.CursorPageDown, keys.CursorFirst, keys.CursorLast,
		keys.GoThrough:
		return p.Further[a] == nil && p.Message != nil && p.Message.Whole()
	}
	return false
}

// ErrorPage tells what is wrong, as much as there is to say; of an error in a scene with its line.
func ErrorPage(title string, err error) Page {
	return Page{Message: &panel.Message{
		Title: title, Text: quoted(err), Mood: panel.Bad,
		Keys: []panel.KeyHint{{Key: "{page.close}", Does: "close"}},
	}}
}

// quoted is the text of an error, each one in a scene with the line and a sign below its place.
func quoted(err error) string {
	var wrong program.Errors
	if !errors.As(err, &wrong) {
		return err.Error()
	}
	var b strings.Builder
	for i, one := range wrong {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(one.Error() + "\n")
		line := strings.TrimSpace(one.Text)
		if line == "" {
			continue
		}
		before := one.Text[:max(min(one.Column-1, len(one.Text)), 0)]
		at := screen.Width(strings.TrimLeft(before, " \t"))
		fmt.Fprintf(&b, "%6d | %s\n%6s | %s^\n", one.Line, line, "", strings.Repeat("\u00a0", at))
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// pageLines is how far PgUp and PgDn scroll.
const pageLines = 10

// Update takes what a key asks for, and reports whether the page is to be closed.
func (p *Page) Update(a keys.Action) (closed bool) {
	switch a {
	case keys.CloseTop, keys.Accept, keys.QuitAtOnce, keys.OpenHelp:
		return true
	case keys.CursorUp:
		p.Scroll(-1)
	case keys.CursorDown:
		p.Scroll(1)
	case keys.CursorPageUp:
		p.Scroll(-pageLines)
	case keys.CursorPageDown, keys.GoThrough:
		p.Scroll(pageLines)
	case keys.CursorFirst:
		p.Scroll(-p.lines())
	case keys.CursorLast:
		p.Scroll(p.lines())
	}
	return false
}

// Scroll moves the text by so many lines, no further than there can be some.
func (p *Page) Scroll(by int) {
	if at, lines := p.scrolled(); at != nil {
		*at = max(min(*at+by, lines), 0)
	}
}

// lines returns how many lines there are at most.
func (p *Page) lines() int { _, lines := p.scrolled(); return lines }

// scrolled returns the place of the scroll offset, and the number of lines there are at most.
func (p *Page) scrolled() (at *int, lines int) {
	switch {
	case p.Help != nil:
		for _, g := range p.Help.Groups {
			lines += len(g.Keys) + 2
		}
		return &p.Help.Scroll, lines
	case p.Message != nil:
		m := p.Message
		lines = strings.Count(m.Text, "\n") + (len(m.Text)+len(m.Above))/40 + len(m.Asks)
		for i := range m.Rows {
			lines += 2 + len(m.Rows[i].Text)/20
		}
		return &m.Scroll, lines
	case p.Sweep != nil:
		return &p.Sweep.Scroll, len(p.Sweep.Rows)
	case p.Cures != nil:
		return &p.Cures.At, len(p.Cures.Rows) - 1
	}
	return nil, 0
}

// Draw returns the page as it is drawn; nil for none.
func (p *Page) Draw() panel.Overlay {
	switch {
	case p.Help != nil:
		return p.Help
	case p.Message != nil:
		return p.Message
	case p.Sweep != nil:
		return p.Sweep
	case p.Cures != nil:
		return p.Cures
	}
	return nil
}
