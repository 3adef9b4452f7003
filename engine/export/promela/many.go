package promela

import (
	"fmt"

	"github.com/quartet-os/quartet/engine/program"
)

// many writes a step that chooses among ways. Each is done at once, or by who has waited for it.
func (p *printer) many(n *node, one *part, depth int, semicolon string) {
	offers, wait := p.w.offers(n)
	p.put(depth, "if", n.op.Line)
	labels := make([]string, len(offers))
	for i, o := range offers {
		way := one.ways[i]
		if wait != "" && len(way) > 0 && way[0].kind < aBreak {
			p.w.labels++
			labels[i] = fmt.Sprintf("line%d_%d", n.op.Line, p.w.labels)
		}
		if o.now == "" {
			o.now = "false" // the case of a time, which never comes at once
		}
		p.offered(o.now+p.leaving(n, i), way, depth, labels[i])
	}
	if wait != "" {
		p.put(depth, ":: d_step { "+p.w.fill(wait+"$awake$chan$off")+" };", 0)
		p.put(depth, "   "+p.forEver()+"if", 0)
		for i, o := range offers {
			text := p.w.fill(o.later + p.leaving(n, i) + "$on")
			if labels[i] != "" {
				p.put(depth+1, ":: d_step { "+text+" } -> goto "+labels[i], 0)
				continue
			}
			p.offered(text, one.ways[i], depth+1, "")
		}
		p.put(depth, "   fi", 0)
	}
	p.put(depth, "fi"+semicolon, 0)
}

// leaving sets to 0 what nobody reads any more on a way.
func (p *printer) leaving(n *node, way int) string {
	if text := p.w.forgetsAll(p.w.dies(n, n.outs[way]) & p.w.p.Live[n.pc]); text != "" {
		return "; " + text
	}
	return ""
}

// offered writes one way, the first statement of which may have a label.
func (p *printer) offered(text string, way []part, depth int, label string) {
	text = "d_step { " + text + " }"
	if label == "" {
		p.option(text, way, depth, 0)
		return
	}
	p.put(depth, ":: "+text+" ->", 0)
	p.put(depth, label+":", 0)
	p.jumped = true
	p.seq(way, depth+1, true)
}

// spinsForEver reports whether an op of a daemon is a spin in one step: the verb does not say that it may wait for
// ever, since no inline begins with a label.
func (w *writer) spinsForEver(op *program.Op) bool {
	return w.isDaemon && w.grain == program.GrainOp && op.Kind == program.Lock && w.p.Mutexes[op.A].Spin
}

// forEver is the label at which a daemon may wait for ever.
func (p *printer) forEver() string {
	if !p.w.isDaemon {
		return ""
	}
	p.w.labels++
	return fmt.Sprintf("%s%d_: ", stopLabel, p.w.labels)
}
