package program

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"
)

// SettingNames returns the consts that mean something to the machine or say something of the scene, the rules among
// them. The caller may keep the slice.
func SettingNames() []string { return append(firstSettings(), lessonNames()...) }

// machineSettings are those of firstSettings that are no rules.
var machineSettings = []string{"slots", "rules", "policy", "quantum", "grain", "seed", "expect", "goal", "fuel",
	"clock"}

// firstSettings are the settings of the first release. A scene cannot use their names for anything else; a later one
// gives way to what a scene declares itself, so that scenes which were written before it go on meaning the same.
func firstSettings() []string {
	all := slices.Clone(machineSettings)
	for _, r := range AllRules() {
		all = append(all, r.String())
	}
	return all
}

// isFirstSetting reports whether a name is among firstSettings, and came before priorities did: a rule that is newer
// gives way to a number of the scene's own.
func isFirstSetting(name string) bool {
	r, isRule := RuleByName(name)
	return isRule && r < RuleInherit || among(name, machineSettings)
}

// isTextSetting reports whether a const that has a text is a setting.
func isTextSetting(name string) bool {
	_, isRule := RuleByName(name)
	return isRule || among(name, lessonNames())
}

// IsSetting reports whether a const of a scene, with its value, is a setting, and no number of the scene's own.
func IsSetting(name string, value ast.Expr) bool {
	_, isText := stringValue(value)
	return isFirstSetting(name) || isText && isTextSetting(name)
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
	if _, named := c.globals["quantum"]; !named && c.prog.Settings.Policy == Prioritized {
		c.prog.Settings.Quantum = 0 // it leaves the CPU by itself only
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
		if IsSetting(name.Name, spec.Values[i]) {
			settings = append(settings, setting{name, spec.Values[i]})
			c.globals[name.Name] = binding{kind: aConst, line: c.line(name.Pos()), class: "setting"}
			continue
		}
		c.ownConst(name, spec.Values[i])
	}
	return settings
}

// fresh reports whether a name may be given to something new.
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
	near := Nearest(name.Name, firstSettings())
	if _, isText := stringValue(value); isText {
		c.fail(name, didYouMean(name.Name, SettingNames(), "the settings are "+List(SettingNames(), "or")),
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
			c.fail(name, "did you mean "+Nearest(name.Name, firstSettings())+"?",
				"%s is no setting, and nothing reads it", name.Name)
		}
	}
}

// constant returns the value of an expression that is known before the run.
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
	lit, ok := ast.Unparen(e).(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}
