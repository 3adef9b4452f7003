package panel

import (
	"strconv"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
)

// end says at which end of a channel somebody is.
type end uint8

const (
	noEnd     end = iota // it is no channel
	sending              // ch <-
	receiving            // <-ch
	selecting            // at several, of which the channel is the first
)

// endOf returns at which end of channels a coroutine waits.
func (m *moment) endOf(c *engine.CoroutineView) end {
	switch all := m.prog.ChanEnds(c.PC); {
	case c.On != engine.OnChan:
		return noEnd
	case len(all) != 1:
		return selecting
	case all[0].Send:
		return sending
	}
	return receiving
}

// of names an end of a channel as Go writes it.
func (e end) of(name string) string {
	switch e {
	case sending:
		return name + " <-"
	case receiving:
		return "<-" + name
	case selecting:
		return "select " + name
	}
	return name
}

// chanWaits says what a coroutine waits to do at channels: to receive from jobs, or to send into out.
func (m *moment) chanWaits(c *engine.CoroutineView) string {
	var all []string
	for _, at := range m.prog.ChanEnds(c.PC) {
		does := "to receive from "
		if at.Send {
			does = "to send into "
		}
		all = append(all, does+m.label(m.prog.Objects[at.Object].Name))
	}
	if len(all) == 0 {
		return "a select without a channel"
	}
	return program.List(all, "or")
}

// channel writes a channel: what it carries and what lies in it, then those who wait to send, and to receive.
func (s *sheet) channel(i, level int) {
	v := &s.now.Syncs[i]
	state := v.Class.Row().Say(v.State)
	if level == brief {
		y := s.next()
		x := s.named(y, v.Name) + 1
		x += s.Text(x, y, cut(state+s.buffered(v), s.W-x), text) + 1
		s.inLine(x, y, v.Queue)
		return
	}
	kind := s.prog.Syncs[i].Type() + ", " + state
	if more := s.buffered(v); screen.Width(s.label(v.Name)+kind+more)+1 <= s.W {
		kind += more
	}
	y, x := s.head(v.Name, kind, level)
	s.queueAt(x, y, s.W, queueWord("to send", level), v.Senders)
	s.queueAt(x, s.next(), s.W, queueWord("to receive", level), s.receivers(v))
	s.space(level)
}

// receivers returns those at a channel who would receive.
func (m *moment) receivers(v *engine.SyncView) []int {
	var all []int
	for _, slot := range v.Queue {
		for _, at := range m.prog.ChanEnds(m.who(slot).PC) {
			if at.Object == v.Object && !at.Send {
				all = append(all, slot)
				break
			}
		}
	}
	return all
}

// mostValues is how many values of a channel are listed.
const mostValues = 6

// buffered lists what lies in a channel, behind a blank, the front at the right as in every queue.
func (m *moment) buffered(v *engine.SyncView) string {
	if len(v.Values) == 0 || v.Unit {
		return ""
	}
	text := ""
	for k, one := range v.Values {
		if k == mostValues {
			return " [+" + strconv.Itoa(len(v.Values)-k) + text + "]"
		}
		word := m.value(v.Elem, one)
		if slot := m.meant(v.Elem, one); slot >= 0 {
			word = m.who(slot).Name
		}
		text = " " + word + text
	}
	return " [" + text[1:] + "]"
}
