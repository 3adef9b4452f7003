package pthreads

import (
	"embed"
	"path"
	"strings"
)

//go:embed real
var texts embed.FS

// order is that of the parts in a program: what others need first.
var order = []string{"core", "finally", "result", "item", "value", "mutex", "mutextry", "cond",
	"spinlock",
	"spinlocktry", "rwlock", "rwlocktry", "queue", "queueat", "semaphore", "semaphoretry", "semaphorecount",
	"barrier", "waitq", "atom", "cas", "add", "at", "divide", "rest", "time", "between", "exponential", "exit",
	"join", "joinwithin", "now", "self", "conserve"}

// partText is a part: what it declares, and below a line what it is.
func partText(part string) string {
	text, err := texts.ReadFile(path.Join("real", part+".txt"))
	if err != nil {
		return ""
	}
	return string(text)
}

// declarations are those of the parts that the program needs, definitions what they declare.
func (e *emitter) declarations() string { return e.half(0) }

func (e *emitter) definitions() string { return e.half(1) }

func (e *emitter) half(i int) string {
	var b strings.Builder
	for _, part := range order {
		if !e.parts[part] {
			continue
		}
		head, body, _ := strings.Cut(partText(part), "----\n")
		if text := []string{head, body}[i]; text != "" {
			b.WriteString(text + "\n")
		}
	}
	return b.String()
}

// includes are the headers that a program needs, in the order of the alphabet, with a word that tells.
var includes = []struct{ name, part string }{
	{"ctype", "core"}, {"math", "exponential"}, {"pthread", "core"}, {"sched", "core"}, {"stdarg", "conserve"},
	{"stdatomic", "core"}, {"stdbool", "core"}, {"stdint", "core"}, {"stdio", "core"}, {"stdlib", "core"},
	{"string", "core"}, {"time", "core"}, {"unistd", "core"},
}
