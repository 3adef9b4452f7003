package page

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/theme"
)

// ends makes the rows of what the scene is expected to come to, at both grains, and what check says.
func (g *Page) ends() (rows []panel.PageRow) {
	p := g.program
	first := p.Settings.Grain
	rows = append(rows, g.end(first, p.Expect))
	if first != program.GrainOp {
		rows = append(rows, g.end(program.GrainOp, p.Lesson.ExpectOp))
	}
	if p.Expect.Fails() && rows[0].Key != "" {
		rows = append(rows, panel.PageRow{Text: "This scene is expected to break: that is its point."})
	}
	return rows
}

// end is one row of it.
func (g *Page) end(grain program.Grain, said program.Expect) panel.PageRow {
	r := panel.PageRow{Key: grain.String(), Text: said.String()}
	if !said.Given {
		r.Text = "not said"
	}
	r.Text += ", " + grain.Scope(g.program.Settings.Policy) +
		grain.UsersOnly(g.program.Settings.Rules, g.program.UsesPriority)
	switch at := g.verdict(grain); {
	case at == nil && g.asked:
		r.Note = "check: asking …"
	case at == nil:
		if !said.Given {
			return panel.PageRow{}
		}
	case !at.Known:
		r.Note = "check: " + at.Text + g.keys.Words("; {every-schedule} asks on")
	case said.Given && at.Expect != said:
		r.Note = "check says otherwise: " + at.Expect.String() + " " + at.Text
	case said.Given:
		r.Note = "check agrees: " + at.Text
	default:
		r.Note = "check: " + strings.TrimSpace(at.Expect.String()+" "+at.Text)
	}
	return r
}

// verdict returns what check says at a grain, nil as long as it does not.
func (g *Page) verdict(grain program.Grain) *Verdict {
	for i := range g.verdicts {
		if g.verdicts[i].Grain == grain {
			return &g.verdicts[i]
		}
	}
	return nil
}

// people names who is in a scene: the coroutines that there are at the boot and the functions that have none, the
// objects that it declares, and how it is run.
func people(p *program.Program) (rows []panel.PageRow) {
	const most = 12
	names := crew(p)
	for i := range p.Funcs {
		f := &p.Funcs[i]
		if !f.Spawnable || f.Name == "main" || len(rows) >= most {
			continue
		}
		r, many := panel.PageRow{Key: f.Name, Text: "function"}, 0
		if all := names[int16(i)]; len(all) > 0 {
			many = len(all)
			r.Key, r.Text = listed(all), f.Name
		}
		if does := doing(f.Role, many > 1); does != "" {
			r.Text += ", " + does
		}
		rows = append(rows, r)
	}
	if len(rows) > 0 && len(p.Objects) > 0 {
		rows = append(rows, panel.PageRow{})
	}
	for _, o := range p.Objects {
		if len(rows) >= 2*most {
			break
		}
		rows = append(rows, panel.PageRow{Key: o.Name, Text: o.Class.Row().Title})
	}
	if len(rows) > 0 {
		rows = append(rows, panel.PageRow{})
	}
	set, differs := p.Settings.Rules.Nearest()
	rows = append(rows, panel.PageRow{Key: "rules", Text: strings.Join(nonempty(set, differs), ", ")},
		panel.PageRow{Key: "policy", Text: p.Settings.Policy.String()},
		panel.PageRow{Key: "slots", Text: strconv.Itoa(p.Settings.Slots)})
	return rows
}

// crew returns the names of the coroutines that there are at the boot, each with its sign, by their functions.
func crew(p *program.Program) map[int16][]string {
	e, err := engine.New(p)
	if err != nil {
		return nil
	}
	all := map[int16][]string{}
	for _, c := range e.Snapshot(nil).Coroutines {
		if c.Live {
			role := p.Funcs[c.Func].Role
			sign := theme.Unicode().Coroutine(role == program.Producer, role == program.Consumer)
			all[int16(c.Func)] = append(all[int16(c.Func)], string(sign)+c.Name)
		}
	}
	return all
}

// listed writes names one behind the other, of many the first.
func listed(names []string) string {
	const most = 3
	if len(names) <= most {
		return strings.Join(names, " ")
	}
	return fmt.Sprintf("%s +%d", strings.Join(names[:most-1], " "), len(names)-most+1)
}

// doing says what those of a function do to work queues.
func doing(r program.Role, many bool) string {
	switch {
	case r == program.Producer && many:
		return "each puts"
	case r == program.Consumer && many:
		return "each takes"
	case r == program.Both && many:
		return "each puts and takes"
	case r == program.Producer:
		return "it puts"
	case r == program.Consumer:
		return "it takes"
	case r == program.Both:
		return "it puts and takes"
	}
	return ""
}

// nonempty returns the words that say something.
func nonempty(words ...string) (some []string) {
	for _, w := range words {
		if w != "" {
			some = append(some, w)
		}
	}
	return some
}
