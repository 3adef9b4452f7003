package program

import (
	"strconv"
	"strings"
)

// setting gives one of the machine's settings its value.
func (c *compiler) setting(s setting) {
	switch s.name.Name {
	case "slots", "quantum", "fuel", "seed":
		c.numberSetting(s)
		return
	}
	text, ok := stringValue(s.value)
	if !ok {
		c.fail(s.value, s.name.Name+" = "+quote(c.settingExample(s.name.Name)),
			"%s is a text in quotes", s.name.Name)
		return
	}
	c.textSetting(s, text)
}

func (c *compiler) settingExample(name string) string {
	if r, ok := RuleByName(name); ok {
		return r.Tokens()[0]
	}
	switch name {
	case "rules":
		return "textbook"
	case "policy":
		return "cooperative"
	case "grain":
		return "op"
	case "expect", "expectOp":
		return "holds"
	case "clock":
		return "1/4"
	case "aim":
		return aimsAtCure
	}
	return "What to try here."
}

func (c *compiler) numberSetting(s setting) {
	low, high := int64(1), int64(1)<<31
	to := &c.prog.Settings
	switch s.name.Name {
	case "slots":
		high = MaxSlots
	case "seed":
		low, high = 0, 1<<62
	}
	var v value
	_, isText := stringValue(s.value)
	if !isText {
		var ok bool
		if v, ok = c.constant(s.value); !ok {
			return
		}
	}
	if isText || v.typ != Int || v.n < low || v.n > high {
		c.fail(s.value, "", "%s is a whole number from %d to %d", s.name.Name, low, high)
		return
	}
	switch s.name.Name {
	case "slots":
		to.Slots = int(v.n)
	case "quantum":
		to.Quantum = int(v.n)
	case "fuel":
		to.Fuel = int(v.n)
	case "seed":
		to.Seed = uint64(v.n)
	}
	b := c.globals[s.name.Name]
	b.value, b.class = v.n, ""
	c.globals[s.name.Name] = b
}

func (c *compiler) textSetting(s setting, text string) {
	to, ok := &c.prog.Settings, true
	var known []string
	switch s.name.Name {
	case "rules":
		known = RulesetNames()
		var set Rules
		if set, ok = Ruleset(text); ok {
			to.Rules = set
		}
	case "policy":
		known = PolicyNames()
		to.Policy, ok = PolicyByName(text)
	case "grain":
		known = []string{"pass", "op"}
		to.Grain, ok = GrainByName(text)
		to.GrainNamed = ok
	case "expect":
		known = Verdicts()
		c.prog.Expect, ok = ExpectByName(text)
	case "goal":
		c.prog.Goal = text
	case "clock":
		c.clock(s, text)
	case "try", "cure", "next", "breaks", "idea", "expectOp", "point", "aim":
		c.lesson(s, text)
	default:
		c.ruleSetting(s, text)
	}
	if !ok {
		c.fail(s.value, didYouMean(text, known, ""), "%s is not a value of %s, which is %s",
			quote(text), s.name.Name, List(known, "or"))
	}
}

func (c *compiler) ruleSetting(s setting, text string) {
	r, _ := RuleByName(s.name.Name)
	t, err := ParseToken(r, text)
	if err != nil {
		near := Nearest(text, r.Tokens())
		hint := ""
		if near != "" {
			hint = "did you mean " + near + "?"
		}
		c.fail(s.value, hint, "%s", err.Error())
		return
	}
	c.prog.Settings.Rules[r] = t
}

// clock reads "1/4": ticks for each pass.
func (c *compiler) clock(s setting, text string) {
	above, below, parted := strings.Cut(text, "/")
	if !parted {
		below = "1"
	}
	num, err1 := strconv.ParseInt(strings.TrimSpace(above), 10, 64)
	den, err2 := strconv.ParseInt(strings.TrimSpace(below), 10, 64)
	if err1 != nil || err2 != nil || num < 1 || den < 1 || num > 1_000_000 || den > 1_000_000 {
		c.fail(s.value, `"1/4" is one tick in four passes; both numbers go from 1 to 1000000`,
			"%s is no clock", quote(text))
		return
	}
	c.prog.Settings.ClockNum, c.prog.Settings.ClockDen = num, den
}
