/** The Equal Earth projection: countries keep their areas, so that a shade is as large as what it stands for. */

const A = [1.340264, -0.081106, 0.000893, 0.003796];
const M = Math.sqrt(3) / 2;
const NORTH = 84;
const SOUTH = -56;

export const WIDTH = 1000;
const SCALE = WIDTH / (2 * across(180, 0));
const TOP = along(NORTH);
export const HEIGHT = Math.round((TOP - along(SOUTH)) * SCALE);

/**
 * Where a point stands on the map.
 *
 * @param {number} longitude degrees east
 * @param {number} latitude degrees north
 * @returns {[number, number]}
 */
export function placed(longitude, latitude) {
  return [WIDTH / 2 + across(longitude, latitude) * SCALE, (TOP - along(latitude)) * SCALE];
}

/** @param {number} latitude */
function angle(latitude) {
  return Math.asin(M * Math.sin((latitude * Math.PI) / 180));
}

/**
 * @param {number} longitude
 * @param {number} latitude
 */
function across(longitude, latitude) {
  const t = angle(latitude);
  const slope = A[0] + 3 * A[1] * t ** 2 + t ** 6 * (7 * A[2] + 9 * A[3] * t ** 2);
  return (((longitude * Math.PI) / 180) * Math.cos(t)) / (M * slope);
}

/** @param {number} latitude */
function along(latitude) {
  const t = angle(latitude);
  return t * (A[0] + A[1] * t ** 2 + t ** 6 * (A[2] + A[3] * t ** 2));
}
