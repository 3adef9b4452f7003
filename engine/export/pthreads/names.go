package pthreads

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"regexp"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/export"
)

// reserved are the words of C and the names of its library and of POSIX.
//
//go:embed reserved.txt
var reserved string

// cname is how a name of the scene is written in C, and notes that it is.
func (e *emitter) cname(n *export.Name) string {
	e.named[n] = true
	if text, ok := e.called[n]; ok {
		return text
	}
	return n.Name
}

// declared finds what parts declare: the names of macros that are used like functions, and all others.
var (
	macros   = regexp.MustCompile(`^#define (\w+)\(`)
	declared = regexp.MustCompile(`^#define (\w+) |^[\w ]+?[ *]+(\w+)\(|^typedef struct (\w+) |` +
		`^(?:static )?struct (\w+) \{|^} \*?(\w+)[;, ]|` +
		`^(?:static|extern) [^(\n]*?(\w+)(?:\[\])?(?: = .*)?;|^typedef enum \{ (.*) \} (\w+);`)
)

// taken lists the names that nothing of a scene can have in the program, and those that only a variable of a function
// can: it hides nothing that its function needs.
func taken() (all, top map[string]bool) {
	all, top = map[string]bool{}, map[string]bool{}
	words, library, _ := strings.Cut(reserved, "----")
	for _, word := range strings.Fields(words + " main argc argv self run laws scene_line scene_lines") {
		all[word] = true
	}
	for _, word := range strings.Fields(library) {
		top[word] = true
	}
	for _, part := range order {
		for l := range strings.Lines(partText(part)) {
			if strings.IndexByte("\t\n/", l[0]) >= 0 {
				continue // within a function
			}
			if found := macros.FindStringSubmatch(l); found != nil {
				top[found[1]] = true
			} else if found := declared.FindStringSubmatch(l); found != nil {
				for _, name := range strings.Split(strings.Join(found[1:], ", "), ", ") {
					all[name] = true
				}
			}
		}
	}
	return all, top
}

// rename finds other names for those that C or the program has for itself, and for those that hide another name: in C a
// variable hides what it is declared with.
func (e *emitter) rename() {
	all, top := taken()
	used := map[string]bool{}
	for _, n := range e.s.Names() {
		used[n.Name] = true
		if n.Role == export.Function {
			all[starter(n.Name)] = true
		}
	}
	hiding := e.hiding()
	for _, n := range e.s.Names() {
		local := n.Role == export.Local || n.Role == export.Param
		free := func(name string) bool { return !all[name] && (local || !top[name]) && !strings.HasPrefix(name, "_") }
		plain := ascii(n.Name)
		switch {
		case plain == n.Name && free(plain) && !hiding[n]:
		case plain != n.Name && free(plain) && !hiding[n] && !used[plain]:
			e.called[n] = plain
			used[plain] = true
		default:
			e.called[n] = numbered(strings.TrimLeft(plain, "_"), func(name string) bool {
				return free(name) && !used[name]
			})
			used[e.called[n]] = true
		}
	}
}

// numbered is a name with the first number behind it that makes it free.
func numbered(name string, free func(string) bool) string {
	if name == "" || name[0] <= '9' {
		name = "n" + name
	}
	for i := 2; ; i++ {
		if other := name + strconv.Itoa(i); free(other) {
			return other
		}
	}
}

// ascii is a name in the letters that every C takes; those of Latin alphabets stay.
func ascii(name string) string {
	var b strings.Builder
	for _, r := range name {
		if r < 0x80 || r >= 0xc0 && r < 0x250 {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "u%04x", r)
		}
	}
	return b.String()
}

// hiding finds the variables of functions that hide another name.
func (e *emitter) hiding() map[*export.Name]bool {
	hides := map[*export.Name]bool{}
	top := map[string]bool{}
	for _, n := range e.s.Names() {
		if n.Role == export.Shared || n.Role == export.Function || n.Role == export.Const {
			top[n.Name] = true
		}
	}
	for _, f := range append(e.s.Funcs, e.s.Main) {
		var open []block
		seen := map[*export.Name]bool{}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl, *ast.BlockStmt, *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt:
				open = append(closed(open, n.Pos()), block{n.End(), map[string]bool{}})
			case *ast.Ident:
				v := e.s.Of(n)
				if v == nil || v.Role != export.Local && v.Role != export.Param || seen[v] {
					return true
				}
				seen[v] = true
				open = closed(open, n.Pos())
				hides[v] = top[v.Name]
				for _, b := range open {
					hides[v] = hides[v] || b.names[v.Name]
				}
				open[len(open)-1].names[v.Name] = true
			}
			return true
		})
	}
	return hides
}

// block is what stands between braces, and the names that are declared in it.
type block struct {
	end   token.Pos
	names map[string]bool
}

// closed takes away the blocks that end before a place.
func closed(open []block, at token.Pos) []block {
	for len(open) > 0 && open[len(open)-1].end <= at {
		open = open[:len(open)-1]
	}
	return open
}
