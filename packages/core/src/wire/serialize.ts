import { DefaultDeserializer, DefaultSerializer, deserialize, serialize } from 'node:v8';

/** Serializes a value by V8's own format; undefined where that cannot carry it. */
export function serializeValue(value: unknown): Buffer | undefined {
  try {
    return serialize(value);
  } catch {
    return undefined;
  }
}

/**
 * Serializes a value behind so many bytes that the caller fills in: put before it later, they would cost a copy of it all.
 * @throws where a value cannot be serialized
 */
export function serializeBehind(bytes: number, value: unknown): Buffer {
  const serializer = new DefaultSerializer();
  serializer.writeRawBytes(Buffer.alloc(bytes));
  serializer.writeHeader();
  serializer.writeValue(value);
  return serializer.releaseBuffer();
}

/** Reads a serialized value; a Buffer comes back as the Uint8Array that a structured clone makes of it. */
export function deserializeValue(bytes: Uint8Array): unknown {
  return mayHoldBuffer(bytes) ? new PlainDeserializer(bytes).read() : deserialize(bytes);
}

/** A host object (V8's tag for Node's own views) is written behind a backslash. */
function mayHoldBuffer(bytes: Uint8Array): boolean {
  return bytes.includes(0x5c);
}

const { _readHostObject: readHostObject } = DefaultDeserializer.prototype as unknown as {
  _readHostObject: (this: DefaultDeserializer) => unknown;
};

class PlainDeserializer extends DefaultDeserializer {
  constructor(bytes: Uint8Array) {
    super(bytes);
    this.readHeader();
  }

  read(): unknown {
    return this.readValue();
  }

  /** Called by V8 for each view. */
  _readHostObject(): unknown {
    const value = readHostObject.call(this);
    return Buffer.isBuffer(value) ? new Uint8Array(value) : value;
  }
}
