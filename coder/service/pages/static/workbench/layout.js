/** Places boxes so that linked ones are near and none covers another. The same input gives the same picture. */

/** @typedef {{w: number, h: number, x: number, y: number}} Box centre and size */
/** @typedef {[number, number, number]} Link two boxes, by place, and how wide the label between them is */
/** @typedef {{x: number, y: number}} Point */

const STEPS = 400;
const REACH = 3; // beyond so many ideal lengths boxes no longer push each other
const APART = 38; // pixels between boxes, room for an arrow and its label
const LENGTH = 165; // pixels of a link on average
const GAP = 36; // between groups
const SIDE = 8;
const CROWD = 4; // more boxes than that may spread over the whole width

/**
 * Place boxes within a width; their `x` and `y` are set. What is not linked stands side by side, in rows.
 *
 * @param {Box[]} boxes
 * @param {Link[]} links
 * @param {number} width
 */
export function place(boxes, links, width) {
  const groups = components(boxes, links).map((members) => {
    const own = members.map((member) => boxes[member]);
    const among = links.filter(([one]) => members.includes(one)).map(([one, other, label]) => /** @type {Link} */ ([members.indexOf(one), members.indexOf(other), label]));
    arrange(own, among, width);
    return own;
  });
  shelve(groups, width);
}

/**
 * The boxes that hang together, largest groups first.
 *
 * @param {Box[]} boxes
 * @param {Link[]} links
 * @returns {number[][]}
 */
function components(boxes, links) {
  const group = boxes.map((_, index) => index);
  for (const [one, other] of links) {
    const [keep, drop] = [group[one], group[other]];
    group.forEach((each, index) => {
      if (each === drop) group[index] = keep;
    });
  }
  const found = [...new Set(group)].map((name) => group.flatMap((each, index) => (each === name ? [index] : [])));
  return found.sort((a, b) => b.length - a.length || a[0] - b[0]);
}

/**
 * Place linked boxes around a middle, then let them take the room that they need.
 *
 * @param {Box[]} boxes
 * @param {Link[]} links
 * @param {number} width
 */
function arrange(boxes, links, width) {
  boxes.forEach((box, index) => {
    const angle = Math.PI + (2 * Math.PI * index) / boxes.length;
    box.x = 1.5 * Math.cos(angle);
    box.y = Math.sin(angle);
  });
  pull(boxes, links);
  const lengths = links.map(([one, other]) => Math.hypot(boxes[one].x - boxes[other].x, boxes[one].y - boxes[other].y));
  const scale = LENGTH / (lengths.reduce((sum, each) => sum + each, 0) / lengths.length || 1);
  const room = Math.max(width - 2 * SIDE - Math.max(...boxes.map(({ w }) => w)), 1);
  if (extent(boxes, "x") * scale > room && extent(boxes, "x") > extent(boxes, "y")) {
    for (const box of boxes) [box.x, box.y] = [box.y, box.x];
  }
  const squeeze = Math.min(boxes.length > CROWD ? 1.4 : 1, room / (extent(boxes, "x") * scale || 1));
  for (const box of boxes) {
    box.x *= scale * squeeze;
    box.y *= scale * Math.min(Math.max(1 / squeeze, 1), 1.6) * 0.8;
  }
  const labels = new Map(links.flatMap(([one, other, label]) => [[`${one} ${other}`, label], [`${other} ${one}`, label]]));
  separate(boxes, [], (one, other) => ({ x: Math.max(APART, 30 + (labels.get(`${one} ${other}`) ?? 0)), y: APART }));
}

/**
 * @param {Box[]} boxes
 * @param {"x" | "y"} axis
 */
function extent(boxes, axis) {
  return Math.max(...boxes.map((box) => box[axis])) - Math.min(...boxes.map((box) => box[axis]));
}

/**
 * Put groups side by side in rows, each row in the middle.
 *
 * @param {Box[][]} groups
 * @param {number} width
 */
function shelve(groups, width) {
  let [top, row] = [0, /** @type {{group: Box[], frame: Frame}[]} */ ([])];
  const close = () => {
    const used = row.reduce((sum, { frame }) => sum + frame.w + GAP, -GAP);
    const high = Math.max(...row.map(({ frame }) => frame.h));
    let left = (width - used) / 2;
    for (const { group, frame } of row) {
      for (const box of group) {
        box.x += left - frame.x;
        box.y += top + (high - frame.h) / 2 - frame.y;
      }
      left += frame.w + GAP;
    }
    top += high + GAP;
    row = [];
  };
  for (const group of groups) {
    const frame = frameOf(group);
    const used = row.reduce((sum, each) => sum + each.frame.w + GAP, 0);
    if (row.length && used + frame.w > width - 2 * SIDE) close();
    row.push({ group, frame });
  }
  if (row.length) close();
}

/** @typedef {{x: number, y: number, w: number, h: number}} Frame left upper corner and size */

/**
 * @param {Box[]} boxes
 * @returns {Frame}
 */
function frameOf(boxes) {
  const x = Math.min(...boxes.map((box) => box.x - box.w / 2));
  const y = Math.min(...boxes.map((box) => box.y - box.h / 2));
  const right = Math.max(...boxes.map((box) => box.x + box.w / 2));
  const bottom = Math.max(...boxes.map((box) => box.y + box.h / 2));
  return { x, y, w: right - x, h: bottom - y };
}

/**
 * Push boxes apart that are too near each other, and away from those that stay. Says whether all found room.
 *
 * @param {Box[]} boxes
 * @param {Box[]} fixed
 * @param {(one: number, other: number) => Point} margin between two boxes, by place; `other` is -1 for one that stays
 */
export function separate(boxes, fixed, margin) {
  for (let round = 0; round < 400; round += 1) {
    let touched = false;
    boxes.forEach((box, index) => {
      for (let next = index + 1; next < boxes.length; next += 1) touched = part(box, boxes[next], 0.5, margin(index, next)) || touched;
      for (const other of fixed) touched = part(box, other, 1, margin(index, -1)) || touched;
    });
    if (!touched) return true;
  }
  return false;
}

/**
 * Links pull, boxes push, the middle draws all, until the picture has cooled; lengths are about 1.
 *
 * @param {Box[]} boxes
 * @param {Link[]} links
 */
function pull(boxes, links) {
  for (let step = 0; step < STEPS; step += 1) {
    const heat = 0.25 * (1 - step / STEPS) ** 1.5 + 0.002;
    const forces = boxes.map((box) => ({ x: -0.12 * box.x, y: -0.16 * box.y }));
    boxes.forEach((one, index) => {
      boxes.slice(index + 1).forEach((other, next) => push(one, other, forces[index], forces[index + 1 + next]));
    });
    for (const [one, other] of links) draw(boxes[one], boxes[other], forces[one], forces[other]);
    boxes.forEach((box, index) => {
      const size = Math.hypot(forces[index].x, forces[index].y) || 1;
      box.x += (forces[index].x / size) * Math.min(size, heat);
      box.y += (forces[index].y / size) * Math.min(size, heat);
    });
  }
}

/**
 * @param {Point} one
 * @param {Point} other
 * @param {Point} force on the one
 * @param {Point} back on the other
 */
function push(one, other, force, back) {
  const [dx, dy] = [one.x - other.x || 0.01, one.y - other.y || 0.007];
  const far = Math.hypot(dx, dy);
  if (far > REACH) return;
  const strength = 1 / Math.max(far * far, 0.05);
  force.x += dx * strength;
  force.y += dy * strength;
  back.x -= dx * strength;
  back.y -= dy * strength;
}

/**
 * @param {Point} one
 * @param {Point} other
 * @param {Point} force
 * @param {Point} back
 */
function draw(one, other, force, back) {
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  const strength = Math.hypot(dx, dy);
  force.x += dx * strength;
  force.y += dy * strength;
  back.x -= dx * strength;
  back.y -= dy * strength;
}

/**
 * Push two boxes apart along the shorter way; says whether they overlapped.
 *
 * @param {Box} one
 * @param {Box} other
 * @param {number} share how much of the way the one goes
 * @param {Point} margin
 */
function part(one, other, share, margin) {
  const over = (one.w + other.w) / 2 + margin.x - Math.abs(one.x - other.x);
  const under = (one.h + other.h) / 2 + margin.y - Math.abs(one.y - other.y);
  if (over <= 0 || under <= 0) return false;
  const axis = over < under ? "x" : "y";
  const way = (Math.min(over, under) + 0.5) * (one[axis] < other[axis] ? -1 : 1);
  one[axis] += way * share;
  other[axis] -= way * (1 - share);
  return true;
}
