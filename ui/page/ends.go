package page

import (
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/panel"
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

// people names who is in a scene: the objects that it declares, its functions, and how it is run.
func people(p *program.Program) (rows []panel.PageRow) {
	const most = 12
	for i := range p.Funcs {
		if f := &p.Funcs[i]; f.Spawnable && f.Name != "main" && len(rows) < most {
			does := map[program.Role]string{program.Producer: "it puts", program.Consumer: "it takes",
				program.Both: "it puts and takes"}[f.Role]
			rows = append(rows, panel.PageRow{Key: f.Name, Text: strings.Join(nonempty("function", does), ", ")})
		}
	}
	for _, o := range p.Objects {
		if len(rows) >= 2*most {
			break
		}
		rows = append(rows, panel.PageRow{Key: o.Name, Text: o.Class.Row().Title})
	}
	rows = append(rows, panel.PageRow{Key: "rules", Text: rulesOf(p.Settings.Rules)},
		panel.PageRow{Key: "policy", Text: p.Settings.Policy.String()},
		panel.PageRow{Key: "slots", Text: strconv.Itoa(p.Settings.Slots)})
	return rows
}

// rulesOf names the set of rules that is most like some, and those that differ from it.
func rulesOf(r program.Rules) string {
	best, words := "", ""
	for _, name := range program.RulesetNames() {
		set, _ := program.Ruleset(name)
		if differs := r.Describe(set); best == "" || len(differs) < len(words) {
			best, words = name, differs
		}
	}
	return strings.Join(nonempty(best, words), ", ")
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
