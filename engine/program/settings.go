package program

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"
)

// SettingNames gives the consts that mean something to the machine, the rules among them. The caller may keep the slice.
func SettingNames() []string {
	all := []string{"slots", "rules", "policy", "quantum", "grain", "seed", "expect", "goal", "fuel", "clock"}
	for _, r := range AllRules() {
		all = append(all, r.String())
	}
	return all
}

// Verdicts gives what a scene's `expect` may say. The caller may keep the slice.
func Verdicts() []string {
	return []string{"holds", "deadlock", "stuck", "violation", "lost-item", "leak", "no-yield"}
}

// setting is a const that is one of the machine's, waiting until the set of rules is known.
type setting struct {
	name  *ast.Ident
	value ast.Expr
}

// constants reads the const declarations: settings, and the scene's own numbers.
func (c *compiler) constants(tree *ast.File) {
	var settings []setting
	for _, d := range tree.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		for _, s := range g.Specs {
			if spec, ok := s.(*ast.ValueSpec); ok {
				settings = append(settings, c.constSpec(spec)...)
			}
		}
	}
	for _, s := range settings {
		if s.name.Name == "rules" {
			c.setting(s)
		}
	}
	for _, s := range settings {
		if s.name.Name != "rules" {
			c.setting(s)
		}
	}
}

func (c *compiler) constSpec(spec *ast.ValueSpec) []setting {
	if spec.Type != nil {
		if id, ok := spec.Type.(*ast.Ident); !ok || id.Name != "int" {
			c.fail(spec.Type, "write "+spec.Names[0].Name+" = 3", "a const needs no type")
			return nil
		}
	}
	if len(spec.Values) != len(spec.Names) {
		c.fail(spec.Names[0], "write "+spec.Names[0].Name+" = 3", "each const needs a value of its own")
		return nil
	}
	var settings []setting
	for i, name := range spec.Names {
		if !c.fresh(name, c.globals) {
			continue
		}
		if among(name.Name, SettingNames()) {
			settings = append(settings, setting{name, spec.Values[i]})
			c.globals[name.Name] = binding{kind: aConst, line: c.line(name.Pos()), class: "setting"}
			continue
		}
		c.ownConst(name, spec.Values[i])
	}
	return settings
}

// fresh says whether a name may be given to something new.
func (c *compiler) fresh(name *ast.Ident, known map[string]binding) bool {
	if name.Name == "_" {
		return c.fail(name, "give it a name", "_ names nothing")
	}
	if old, ok := known[name.Name]; ok {
		return c.fail(name, "choose another name", "%s is declared already, on line %d", name.Name, old.line)
	}
	return true
}

func (c *compiler) ownConst(name *ast.Ident, value ast.Expr) {
	near := Nearest(name.Name, SettingNames())
	if _, isText := stringValue(value); isText {
		c.fail(name, didYouMean(name.Name, SettingNames(), "the settings are "+list(SettingNames())),
			"there is no setting %s, and only settings have texts", name.Name)
		return
	}
	if reserved(name.Name) {
		c.fail(name, "choose another name", "%s is a word of the language", name.Name)
		return
	}
	v, ok := c.constant(value)
	if !ok {
		return
	}
	if v.typ != Int && v.typ != Bool {
		c.fail(value, "a const is a number, true or false", "%s is a %s", name.Name, v.typ)
		return
	}
	c.globals[name.Name] = binding{kind: aConst, typ: v.typ, value: v.n, line: c.line(name.Pos())}
	c.numbers = append(c.numbers, name.Name)
	if near != "" {
		c.consts = append(c.consts, name)
	}
}

// unusedConsts refuses a const that nobody reads and that looks like a setting with a slip in it.
func (c *compiler) unusedConsts() {
	for _, name := range c.consts {
		if !c.used[name.Name] {
			c.fail(name, "did you mean "+Nearest(name.Name, SettingNames())+"?",
				"%s is no setting, and nothing reads it", name.Name)
		}
	}
}

// constant gives the value of an expression that is known before the run.
func (c *compiler) constant(e ast.Expr) (value, bool) {
	before := c.pure
	c.pure = "a const"
	v, ok := c.expr(e)
	c.pure = before
	if ok && !v.konst {
		return v, c.fail(e, "use numbers and consts", "%s is not known before the run", c.print(e))
	}
	return v, ok
}

func stringValue(e ast.Expr) (string, bool) {
	for {
		p, ok := e.(*ast.ParenExpr)
		if !ok {
			break
		}
		e = p.X
	}
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

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
	case "expect":
		return "holds"
	case "clock":
		return "1/4"
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
	case "expect":
		known = Verdicts()
		c.prog.Expect, ok = text, among(text, known)
	case "goal":
		c.prog.Goal = text
	case "clock":
		c.clock(s, text)
	default:
		c.ruleSetting(s, text)
	}
	if !ok {
		c.fail(s.value, didYouMean(text, known, ""), "%s is not a value of %s, which is %s",
			quote(text), s.name.Name, list(known))
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
