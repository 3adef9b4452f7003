package chance

import "math"

// How iteration goes: so many rounds are mixed, it is enough when so small a share is left open, and more rounds than
// these are not gone at once.
const (
	depth      = 6
	openEnough = 1e-9
	mostRounds = 4000
)

// iterate solves a right side of a large part about, or as far as it may: it goes over the states again and again
// (Gauss and Seidel), adds to all what makes the sum of what is open nothing, since runs that stay long forget where
// they began, and mixes what came of the last rounds so that what is left is least (Anderson 1965).
func (p *proof) iterate(b []float64) []float64 {
	n := len(b)
	x, g, f := make([]float64, n), make([]float64, n), make([]float64, n)
	var mix mixing
	first, leaks := 0.0, 0.0
	for _, w := range p.y.gone {
		leaks += w
	}
	for round := range mostRounds {
		if p.left <= 0 || p.stopped() {
			break
		}
		p.left -= int64(2*len(p.y.to)+2*depth*n) + 1
		p.sweep(g, x, b)
		p.level(g, b, leaks)
		worst := 0.0
		for k := range f {
			f[k] = g[k] - x[k]
			worst = max(worst, math.Abs(f[k]))
		}
		if round == 0 {
			first = worst
		}
		mix.next(x, g, f)
		if worst <= first*openEnough {
			break
		}
	}
	return x
}

// sweep goes over the states once: g is x, renewed.
func (p *proof) sweep(g, x, b []float64) {
	y := p.y
	copy(g, x)
	for k := range g {
		sum := b[k]
		for e := y.from[k]; e < y.from[k+1]; e++ {
			sum += y.weight[e] * g[y.to[e]]
		}
		g[k] = sum / y.all[k]
	}
}

// level adds to all x what makes the sum of what is open nothing.
func (p *proof) level(x, b []float64, leaks float64) {
	y, sum := p.y, 0.0
	for k := range x {
		sum += b[k] - y.gone[k]*x[k]
		for e := y.from[k]; e < y.from[k+1]; e++ {
			sum += y.weight[e] * (x[y.to[e]] - x[k])
		}
	}
	for k := range x {
		x[k] += sum / leaks
	}
}

// mixing keeps how the last rounds differ.
type mixing struct {
	df, dg       [][]float64
	lastF, lastG []float64
	at           int
}

// next makes x what comes next: g, less what the last rounds say is still open.
func (m *mixing) next(x, g, f []float64) {
	if m.lastF == nil {
		m.lastF, m.lastG = append([]float64(nil), f...), append([]float64(nil), g...)
		copy(x, g)
		return
	}
	if len(m.df) < depth {
		m.df, m.dg = append(m.df, make([]float64, len(f))), append(m.dg, make([]float64, len(f)))
	}
	df, dg := m.df[m.at%depth], m.dg[m.at%depth]
	m.at++
	for k := range f {
		df[k], dg[k] = f[k]-m.lastF[k], g[k]-m.lastG[k]
	}
	copy(m.lastF, f)
	copy(m.lastG, g)
	by := m.least(f)
	copy(x, g)
	for j, a := range by {
		for k := range x {
			x[k] -= a * m.dg[j][k]
		}
	}
}

// least returns the mixture of differences that comes nearest to f.
func (m *mixing) least(f []float64) []float64 {
	n := len(m.df)
	a, b := make([][]float64, n), make([]float64, n)
	for i := range a {
		a[i] = make([]float64, n)
		for j := range i + 1 {
			a[i][j] = dot(m.df[i], m.df[j])
			a[j][i] = a[i][j]
		}
		b[i] = dot(m.df[i], f)
	}
	for i := range a {
		a[i][i] *= 1 + 1e-13
	}
	for k := range a { // elimination; a difference that says nothing new is left out
		if !(a[k][k] > 0) {
			a[k][k], b[k] = 1, 0
			for j := range a {
				if j != k {
					a[k][j], a[j][k] = 0, 0
				}
			}
		}
		for i := k + 1; i < n; i++ {
			f := a[i][k] / a[k][k]
			for j := k; j < n; j++ {
				a[i][j] -= f * a[k][j]
			}
			b[i] -= f * b[k]
		}
	}
	for k := n - 1; k >= 0; k-- {
		for j := k + 1; j < n; j++ {
			b[k] -= a[k][j] * b[j]
		}
		if b[k] /= a[k][k]; math.IsNaN(b[k]) || math.IsInf(b[k], 0) {
			b[k] = 0
		}
	}
	return b
}

func dot(a, b []float64) (sum float64) {
	for k := range a {
		sum += a[k] * b[k]
	}
	return sum
}
