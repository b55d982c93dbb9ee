/** Says what is wrong with the name of an image that should always be the same one, or null: a full version or a digest. */
export const pinFinding = (image: string): string | null =>
  /@sha256:[0-9a-f]{64}$/.test(image) || /:v?\d+\.\d+(\.\d+)?(-[\w.-]+)?$/.test(image)
    ? null
    : `image ${image} is not pinned to a full version`;
