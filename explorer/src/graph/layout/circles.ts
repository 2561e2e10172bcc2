/** A place in the layout, whose unit is about the radius of a node. */
export interface Place {
  x: number;
  y: number;
}

export interface Circle extends Place {
  radius: number;
}

/** Move circles that overlap apart, of two the smaller one farther, until none do, or for this many rounds. */
export function moveApart(circles: Circle[], rounds: number): void {
  const cell = 2 * Math.max(...circles.map(({ radius }) => radius));
  for (let round = 0; round < rounds; round += 1) {
    const grid = new Map<string, number[]>();
    const column = ({ x }: Circle) => Math.floor(x / cell);
    const row = ({ y }: Circle) => Math.floor(y / cell);
    circles.forEach((each, n) => {
      const key = `${column(each)} ${row(each)}`;
      const inCell = grid.get(key);
      if (inCell) inCell.push(n);
      else grid.set(key, [n]);
    });
    let hasMoved = false;
    circles.forEach((each, n) => {
      const [across, down] = [column(each), row(each)];
      for (let i = -1; i <= 1; i += 1)
        for (let j = -1; j <= 1; j += 1)
          for (const m of grid.get(`${across + i} ${down + j}`) ?? []) if (m > n && part(each, circles[m])) hasMoved = true;
    });
    if (!hasMoved) return;
  }
}

/** Move two circles apart if they overlap. */
function part(one: Circle, other: Circle): boolean {
  const needed = one.radius + other.radius;
  const away = { x: other.x - one.x, y: other.y - one.y };
  const distance = Math.hypot(away.x, away.y);
  // Rounding leaves pairs that just touch.
  if (distance >= needed * 0.999) return false;
  const [x, y] = distance ? [away.x / distance, away.y / distance] : [1, 0];
  const share = other.radius ** 2 / (one.radius ** 2 + other.radius ** 2);
  one.x -= x * (needed - distance) * share;
  one.y -= y * (needed - distance) * share;
  other.x += x * (needed - distance) * (1 - share);
  other.y += y * (needed - distance) * (1 - share);
  return true;
}

/** The nth point of a spiral that fills the plane evenly. */
export function spiralPoint(n: number, spacing: number): Place {
  const radius = spacing * Math.sqrt(n + 0.5);
  return { x: radius * Math.cos(n * GOLDEN_ANGLE), y: radius * Math.sin(n * GOLDEN_ANGLE) };
}

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
