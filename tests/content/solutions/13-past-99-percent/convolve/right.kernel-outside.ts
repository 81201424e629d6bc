export function convolve(picture: Float32Array[], kernel: Float32Array[]): number[][] {
  const [rows, columns] = [picture.length - kernel.length + 1, picture[0].length - kernel[0].length + 1];
  const result = Array.from({ length: rows }, () => new Array(columns).fill(0));
  for (let i = 0; i < kernel.length; i++) {
    for (let j = 0; j < kernel[0].length; j++) {
      for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) result[r][c] += kernel[i][j] * picture[i + r][j + c];
    }
  }
  return result;
}
