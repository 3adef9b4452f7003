package dialog

import (
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// Rules is the list of the policy, the sets of rules and all rules, each with its values; one value of the marked row
// is chosen to be switched to.
type Rules struct {
	Told string // what the switch would come to on the run

	rows []ruleRow
	at   int
}

// ruleRow is the policy or a rule.
type ruleRow struct {
	name   string
	values []value
	now    int
	chosen int  // another one
	brief  bool // of the others only the chosen one is listed
}

// value is one value that a rule may have.
type value struct {
	name, meaning string
	command       engine.Command
}

// policies says what each policy means, by its value; it is only read.
var policies = [...]string{
	program.Cooperative: "a coroutine leaves the CPU only by what it does itself",
	program.Preemptive:  "it also leaves the CPU at the end of its quantum",
	program.Prioritized: "as cooperative, but of those who are ready only one level runs, as the rule levels says",
	program.RoundRobin:  "nobody is woken: each is resumed in turn and looks for itself, as before the four queues",
}

// NewRules lists the policy and the rules as they are now. Who switches to preemption keeps the machine's quantum.
func NewRules(policy program.Policy, quantum int, rules program.Rules) Rules {
	row := ruleRow{name: "policy", now: int(policy)}
	for i, name := range program.PolicyNames() {
		c := engine.Command{Verb: engine.PolicyVerb, At: engine.Now, Name: name}
		meaning := policies[i]
		if program.Policy(i) == program.Preemptive {
			c.N = int64(max(quantum, 1))
			meaning += ", " + program.Plural(c.N, "op")
		}
		row.values = append(row.values, value{name, meaning, c})
	}
	r := Rules{rows: []ruleRow{row}}
	for _, id := range program.AllRules() {
		row := ruleRow{name: id.String(), now: int(rules[id])}
		for t, token := range id.Tokens() {
			c := engine.Command{Verb: engine.RuleVerb, At: engine.Now, Name: id.String(), Token: token}
			row.values = append(row.values, value{token, id.Meaning(program.Token(t)), c})
		}
		r.rows = append(r.rows, row)
	}
	r.rows = append(r.rows, sets(rules))
	for i := range r.rows {
		r.rows[i].turn(1)
	}
	return r
}

// sets is the row of the sets of rules. Rules that are no set are a value of their own there.
func sets(rules program.Rules) ruleRow {
	row := ruleRow{name: "all", now: -1, brief: true}
	for i, name := range program.RulesetNames() {
		c := engine.Command{Verb: engine.RuleVerb, At: engine.Now, Name: row.name, Token: name}
		row.values = append(row.values, value{name, program.RulesetMeaning(name), c})
		if set, _ := program.Ruleset(name); set == rules {
			row.now = i
		}
	}
	if row.now < 0 {
		row.now = len(row.values)
		set, rest := rules.Nearest()
		row.values = append(row.values, value{name: set + " …", meaning: "that set, with " + rest})
	}
	return row
}

// turn chooses another value, in the order of the rule's, never the one that it has.
func (r *ruleRow) turn(by int) {
	n := len(r.values)
	if n < 2 {
		return
	}
	if r.chosen = (r.chosen + by + n) % n; r.chosen == r.now {
		r.chosen = (r.chosen + by + n) % n
	}
}

// Update takes what a key asks for. Stay means that nothing is to be done; Lines that another value is marked.
func (r *Rules) Update(a keys.Action) Intent {
	at := r.at
	switch a {
	case keys.Accept:
		return Take
	case keys.CloseTop, keys.QuitAtOnce:
		return Close
	case keys.NextValue, keys.PreviousValue:
		by := 1
		if a == keys.PreviousValue {
			by = -1
		}
		r.rows[r.at].turn(by)
		return Lines
	case keys.CursorUp:
		at--
	case keys.CursorDown:
		at++
	case keys.CursorPageUp:
		at -= pageRows
	case keys.CursorPageDown:
		at += pageRows
	case keys.CursorFirst:
		at = 0
	case keys.CursorLast:
		at = len(r.rows) - 1
	default:
		return Stay
	}
	r.at = max(min(at, len(r.rows)-1), 0)
	return Lines
}

// Mark marks a row; Take tells that it was the marked one.
func (r *Rules) Mark(row int) Intent {
	if row == r.at {
		return Take
	}
	r.at = max(min(row, len(r.rows)-1), 0)
	return Lines
}

// At is the marked row.
func (r *Rules) At() int { return r.at }

// Command is what switches the marked row to its chosen value.
func (r *Rules) Command() engine.Command {
	row := &r.rows[r.at]
	return row.values[row.chosen].command
}

// Draw returns the list as it is drawn.
func (r *Rules) Draw() panel.Overlay {
	o := &panel.Rules{Selected: r.at}
	for i := range r.rows {
		row := &r.rows[i]
		one := panel.RuleRow{Name: row.name, Now: row.values[row.now].name, Meaning: row.values[row.now].meaning,
			Loose: row.brief}
		for v := range row.values {
			if row.brief {
				one.Others = []string{row.values[row.chosen].name, "…"}
			} else if v != row.now {
				one.Others = append(one.Others, row.values[v].name)
			}
			if v == row.chosen && !row.brief {
				one.Chosen = len(one.Others) - 1
			}
		}
		o.Rows = append(o.Rows, one)
	}
	row := &r.rows[r.at]
	now, then := row.values[row.now], row.values[row.chosen]
	o.Notes = []panel.EditNote{
		{Head: "now " + now.name + ":", Text: now.meaning},
		{Head: then.name + ":", Text: then.meaning},
		{Head: "on this run:", Text: r.Told, Tells: true},
	}
	o.Title = "RULES " + strconv.Itoa(r.at+1) + " of " + strconv.Itoa(len(r.rows))
	o.Line = strings.TrimSpace(":" + then.command.String())
	return o
}
