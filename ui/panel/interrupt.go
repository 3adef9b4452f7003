package panel

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
)

// under returns the slot of whom a handler that runs has interrupted, or -1.
func (m *moment) under() int {
	if len(m.now.Irqs) == 0 {
		return -1
	}
	return m.now.Under
}

// overWidth is the columns that over takes where it has room.
func (p pen) overWidth() int {
	if p.under() < 0 {
		return 0
	}
	return len(" over ") + p.tokenWidth(p.who(p.under()))
}

// over shows, behind the token of a handler that ends at x, whom it has interrupted, and gives where that ends.
func (p pen) over(x, y int) int {
	if p.under() < 0 {
		return x
	}
	c := p.who(p.under())
	if x+p.overWidth() > p.W {
		return x
	}
	x += p.Text(x, y, " over ", quiet)
	return x + p.token(x, y, c)
}

// irqFacts says of a handler of interrupts how often it may still come, and whom it has interrupted; of others who runs
// on top of them, and whether they have disabled interrupts.
func (m *moment) irqFacts(c *engine.CoroutineView) []fact {
	for _, h := range m.now.Irqs {
		if h.Slot != c.Slot {
			continue
		}
		f := fact{name: "interrupt", words: "may come " + program.Plural(int64(h.Left), "time")}
		switch {
		case m.now.Running == c.Slot && m.under() >= 0:
			f.words, f.slots = "handled now, on top of", []int{m.under()}
		case m.now.Running == c.Slot:
			f.words = "handled now, between two passes"
		case h.Pending:
			f.words = "raised: it comes with the next step"
		}
		return []fact{f}
	}
	switch {
	case c.Slot == m.under():
		return []fact{{name: "interrupted", words: "it goes on behind", slots: []int{m.now.Running}}}
	case c.Slot == m.now.Running && m.now.Masked:
		return []fact{{name: "interrupts", words: "disabled: nobody else comes to the CPU"}}
	}
	return nil
}

// interrupted reports whether in some column a handler runs on top of somebody.
func interrupted(t *Timeline) bool {
	return t.Scale <= session.APass && slices.ContainsFunc(t.Columns, func(c Column) bool {
		i := slices.Index(c.Places, engine.Running)
		return i >= 0 && (i != c.Running || slices.Contains(c.Places[i+1:], engine.Running))
	})
}
