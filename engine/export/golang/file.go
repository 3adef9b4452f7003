package golang

import (
	"bytes"
	"embed"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/export"
)

//go:embed real controlled
var texts embed.FS

// order is that of the parts in a program: the types before what surrounds them.
var order = []string{"mutex", "mutextry", "held", "cond", "condcount", "spinlock", "spinlocktry", "spinheld",
	"rwmutex", "rwmutextry", "anew", "queue", "queueat",
	"item", "semaphore", "semaphoretry", "semaphorewithin",
	"semaphorewaiting", "barrier", "barrierwaiting", "waitq", "waitqwaiting", "atom", "add", "chan",
	"result", "core",
	"join", "joinwithin", "after", "exponential", "now", "ok", "conserve"}

// imports are the paths of the packages that programs use, by their names.
var imports = map[string]string{"debug": "runtime/debug", "flag": "flag", "fmt": "fmt", "math": "math",
	"rand": "math/rand/v2", "os": "os", "runtime": "runtime", "metrics": "runtime/metrics", "slices": "slices",
	"strconv": "strconv", "strings": "strings", "sync": "sync", "atomic": "sync/atomic", "time": "time"}

// file writes the program. What it needs is known once it was written, and only then which names are taken.
func (e *emitter) file() ([]byte, error) {
	if !e.steers { // else each is asked after every operation
		e.asked, e.atEnd = e.s.Asked(e.guards)
	}
	e.program()
	helpers, err := e.helpers()
	if err != nil {
		return nil, err
	}
	taken := map[string]bool{"sceneLine": true, "reset": true}
	maps.Copy(taken, e.local)
	declares(helpers, taken)
	for name := range imports {
		taken[name] = true
	}
	for _, name := range predeclared {
		taken[name] = true
	}
	e.rename(taken)
	body := e.program()
	helper, err := e.helperText()
	if err != nil {
		return nil, err
	}
	laid, err := format.Source([]byte(e.head() + "package main\n\n" + importsOf(body+helper) + "\n" + body))
	if err != nil {
		return nil, fmt.Errorf("the program is no Go: %w", err)
	}
	text, lines := e.unmark(laid)
	whole, err := format.Source([]byte(text + "\n" + bar + helper + e.reset() + lines))
	if err != nil {
		return nil, fmt.Errorf("the program is no Go: %w", err)
	}
	return whole, nil
}

const bar = "// What follows is not the scene: what it stands on.\n\n"

// program is the scene itself.
func (e *emitter) program() string {
	var b strings.Builder
	b.WriteString(e.consts())
	b.WriteString(e.vars())
	for _, f := range e.s.Funcs {
		b.WriteString(e.funcText(f))
		b.WriteString("\n\n")
	}
	b.WriteString("func main() {\nrun.begin()\n" + inner(e.over(e.s.Main.Body)) + "run.end()\n}\n")
	return b.String()
}

// reset is the function that makes what all coroutines share what it is at the beginning: runs follow each other.
func (e *emitter) reset() string {
	var b strings.Builder
	b.WriteString("// reset makes what all share what it is at the beginning.\nfunc reset() {\n")
	for _, n := range e.s.Vars {
		if _, value, begins := strings.Cut(e.variable(n), "= "); begins {
			fmt.Fprintf(&b, "%s = %s\n", e.named(n), value)
		} else {
			fmt.Fprintf(&b, "zero(&%s)\n", e.named(n))
		}
	}
	b.WriteString("}\n\n")
	text, _ := e.unmark([]byte(b.String()))
	return text
}

// inner is a block without its braces.
func inner(block string) string {
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(block, "{"), "}")) + "\n"
}

// funcText is a function of the scene.
func (e *emitter) funcText(f *ast.FuncDecl) string {
	text := "func " + e.name(f.Name) + e.over(f.Type.Params)
	if f.Type.Results != nil {
		text += " " + e.over(f.Type.Results)
	}
	body := e.over(f.Body)
	if redeclares(f) { // a scene's body is a block of its own, beside its parameters
		body = "{\n" + body + "\n}"
	}
	if e.onList(f) {
		body = "{\nvar " + e.own("me") + " Waiter\n" + strings.TrimPrefix(body, "{")
	}
	if f.Type.Results != nil && !export.Ends(f.Body) {
		body = strings.TrimSuffix(body, "}") + "\nreturn " + e.zero(f) + "\n}"
	}
	if f.Doc != nil {
		text = e.text(f.Doc) + "\n" + text
	}
	return text + " " + body
}

// redeclares reports whether a function declares a variable of the name of a parameter outside of any inner block.
func redeclares(f *ast.FuncDecl) (found bool) {
	given := map[string]bool{}
	for _, field := range f.Type.Params.List {
		for _, id := range field.Names {
			given[id.Name] = true
		}
	}
	declared := func(x ast.Node) {
		if id, ok := x.(*ast.Ident); ok {
			found = found || given[id.Name]
		}
	}
	for _, st := range f.Body.List {
		switch st := st.(type) {
		case *ast.AssignStmt:
			for _, x := range st.Lhs {
				if st.Tok == token.DEFINE {
					declared(x)
				}
			}
		case *ast.DeclStmt:
			ast.Inspect(st, func(n ast.Node) bool {
				if v, ok := n.(*ast.ValueSpec); ok {
					for _, id := range v.Names {
						declared(id)
					}
				}
				return true
			})
		}
	}
	return found
}

// zero is what a function gives that runs into its end.
func (e *emitter) zero(f *ast.FuncDecl) string {
	if id, ok := f.Type.Results.List[0].Type.(*ast.Ident); ok {
		switch id.Name {
		case "int":
			return "0"
		case "bool":
			return "false"
		case "result":
			return "OK"
		}
	}
	return "nil"
}

// onList reports whether a function queues itself on a wait list.
func (e *emitter) onList(f *ast.FuncDecl) (found bool) {
	ast.Inspect(f.Body, func(n ast.Node) bool {
		if c, ok := n.(*ast.CallExpr); ok {
			v := e.s.Verb(c)
			found = found || v == "addToWaitq" || v == "park"
		}
		return true
	})
	return found
}

// folder has the parts.
func (e *emitter) folder() string {
	if e.steers {
		return "controlled"
	}
	return "real"
}

// helperText is the text of the parts that the program needs.
func (e *emitter) helperText() (string, error) {
	var b strings.Builder
	for _, part := range order {
		if !e.has(part) {
			continue
		}
		text, err := texts.ReadFile(path.Join(e.folder(), part+".txt"))
		if err != nil {
			return "", err
		}
		b.Write(text)
		b.WriteString("\n")
	}
	return b.String(), nil
}

// has reports whether the program has a part: one that it needs, and that programs of its kind do not do without.
func (e *emitter) has(part string) bool {
	needed := e.parts[part]
	switch part {
	case "anew":
		return !e.steers && (e.parts["mutex"] || e.parts["rwmutex"])
	case "cond":
		return needed && (e.steers || !e.parts["condcount"])
	case "chan":
		return needed && e.steers
	case "after":
		return needed && (!e.steers || e.parts["chan"])
	}
	return needed
}

func (e *emitter) helpers() (*ast.File, error) {
	text, err := e.helperText()
	if err != nil {
		return nil, err
	}
	return parser.ParseFile(token.NewFileSet(), "", "package main\n"+text, 0)
}

// importsOf lists the packages that a text names.
func importsOf(text string) string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(imports)) {
		if uses(text, name) {
			all = append(all, strconv.Quote(imports[name]))
		}
	}
	slices.Sort(all)
	return "import (\n" + strings.Join(all, "\n") + "\n)\n"
}

// uses reports whether a text names a package: its name with a dot behind it, and no other word before it.
func uses(text, name string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], name+".")
		if i < 0 {
			return false
		}
		at += i
		before := byte(' ')
		if at > 0 {
			before = text[at-1]
		}
		if strings.IndexByte(" \t\n()[]{}*&!,:-+", before) >= 0 && !inComment(text, at) {
			return true
		}
		at += len(name)
	}
}

func inComment(text string, at int) bool {
	line := text[strings.LastIndexByte(text[:at], '\n')+1 : at]
	return strings.Contains(line, "//")
}

// unmark takes the marks out of a text that is laid out, and returns which line of the scene each line is of.
func (e *emitter) unmark(text []byte) (clean, table string) {
	var b bytes.Buffer
	b.WriteString("// sceneLine says which line of the scene a line of this file is.\n")
	b.WriteString("var sceneLine = map[int]string{\n")
	lines := strings.Split(string(text), "\n")
	for i, l := range lines {
		first := 0
		for {
			at := strings.Index(l, markBegins)
			if at < 0 {
				break
			}
			number, rest, _ := strings.Cut(l[at+len(markBegins):], "*/")
			if n, _ := strconv.Atoi(number); first == 0 {
				first = n
			}
			l = l[:at] + strings.TrimPrefix(rest, " ")
		}
		if first > 0 {
			fmt.Fprintf(&b, "%d: %q,\n", i+1, fmt.Sprintf("line %d: %s", first, e.s.Program.LineText(first)))
		}
		lines[i] = l
	}
	b.WriteString("}\n")
	return strings.Join(lines, "\n"), b.String()
}
