package pthreads

import (
	"fmt"
	"go/ast"
	"strings"

	"github.com/quartet-os/quartet/engine/export"
)

// file writes the program. It is printed twice: what it needs and names is known once it was printed.
func (e *emitter) file() []byte {
	e.asked, e.atEnd = e.s.Asked(e.guards)
	e.rename()
	e.program(nil)
	first := *e
	e.again()
	e.named = map[*export.Name]bool{}
	e.program(&first)
	e.parts = first.parts
	var b strings.Builder
	b.WriteString(e.head())
	b.WriteString("#define _POSIX_C_SOURCE 200809L\n\n")
	for _, h := range includes {
		if e.parts[h.part] {
			fmt.Fprintf(&b, "#include <%s.h>\n", h.name)
		}
	}
	b.WriteString("\n// What the scene stands on: the functions are at the end of this file.\n\n")
	b.WriteString(e.declarations())
	b.WriteString("// The scene.\n\n")
	at := strings.Count(b.String(), "\n") + 1
	var table strings.Builder
	table.WriteString("// scene_line says which line of the scene a line of this file is.\n" +
		"const char *const scene_line[] = {\n\t[0] = NULL,\n")
	for _, l := range e.lines {
		b.WriteString(l.text + "\n")
		if l.of > 0 {
			text := fmt.Sprintf("line %d: %s", l.of, e.s.Program.LineText(l.of))
			fmt.Fprintf(&table, "\t[%d] = %s,\n", at, quote(text))
		}
		at += 1 + strings.Count(l.text, "\n")
	}
	table.WriteString("};\nconst int scene_lines = sizeof scene_line / sizeof *scene_line;\n")
	b.WriteString("// What follows is not the scene: what it stands on.\n\n" + e.definitions() + table.String())
	return []byte(b.String())
}

// program is the scene itself; first is how it was printed the first time, nil for that time.
func (e *emitter) program(first *emitter) {
	var named map[*export.Name]bool
	var laws []lawText
	if first != nil {
		named, laws = first.named, first.laws
	}
	e.consts()
	e.vars(named)
	if first != nil {
		e.givenEarly(first)
		e.prototypes(first.early, named)
	}
	for _, d := range e.s.Tree.Decls {
		switch d := d.(type) {
		case *ast.GenDecl:
			e.skip(d.End())
		case *ast.FuncDecl:
			if d == e.s.Main || d == e.s.Script {
				continue
			}
			e.comments(d.Pos())
			e.function(d, named)
			e.start(d, first)
		}
	}
	e.lawFunctions(laws)
	e.main()
}

// main writes what starts the others.
func (e *emitter) main() {
	e.comment = 0
	e.skip(e.s.Main.Body.Lbrace)
	e.put(0, "int main(int argc, char **argv) {")
	e.put(0, "\tbegin(argc, argv);")
	e.block(e.s.Main.Body)
	e.put(0, "\tend();")
	e.put(0, "}")
	e.put(0, "")
}

// prototypes declares the functions that are called before they are written.
func (e *emitter) prototypes(early map[*ast.FuncDecl]bool, named map[*export.Name]bool) {
	for _, f := range e.s.Funcs {
		if early[f] && named[e.s.Of(f.Name)] {
			e.put(0, "static %s;", e.headOf(f))
		}
	}
	if len(early) > 0 {
		e.put(0, "")
	}
}

// head is the comment at the top: the moral, how to build and run the program, and what stands for what.
func (e *emitter) head() string {
	var b strings.Builder
	for _, l := range e.s.Moral() {
		b.WriteString(strings.TrimRight("// "+shut(l), " ") + "\n")
	}
	name := ascii(e.s.Program.Name)
	mathematics := ""
	if e.parts["exponential"] {
		mathematics = " -lm"
	}
	fmt.Fprintf(&b, "//\n// This is the scene %s of Quartet as a program in C with POSIX threads.\n//\n"+
		"//\tcc -std=c11 -O2 -pthread -o %s %s.c%s\n//\t./%s -noise -seed 7\n//\n"+
		"// It ends with 0 if all is well, 1 if a law is broken, 2 if nobody gets on any more, and 3 if it runs on.\n"+
		"// -fsanitize=thread finds data races.\n//\n// In the scene and here:\n//\n",
		name, name, name, mathematics, name)
	for _, row := range rows {
		if e.parts[row.part] {
			fmt.Fprintf(&b, "//\t%-22s %s\n", row.scene, row.here)
		}
	}
	return b.String() + "\n"
}

// rows say what stands for what.
var rows = []struct{ part, scene, here string }{
	{"core", "spawn, daemon", "a detached thread; the run is over when all but daemons have ended"},
	{"time", "sleep(n), compute(n)", "n milliseconds; n times sched_yield"},
	{"mutex", "mutex", "Mutex, which is a pthread_mutex_t"},
	{"cond", "cond", "Cond, which is a pthread_cond_t"},
	{"rwlock", "rwlock", "RWLock, which is a pthread_rwlock_t"},
	{"spinlock", "spinlock", "Spinlock, an atomic_flag that is tried again and again"},
	{"queue", "queue", "Queue, a ring; each operation is one step, and nobody waits at it"},
	{"semaphore", "semaphore", "Semaphore, a number under a mutex, with tickets: first come, first served"},
	{"barrier", "barrier", "Barrier, two numbers under a mutex, and a condition"},
	{"waitq", "waitq", "Waitq, a list of threads, each with a condition of its own"},
	{"atom", "a shared variable", "_Atomic, where several look at it or change it without a lock"},
	{"join", "join(x)", "a wait for a condition: x has ended"},
}
